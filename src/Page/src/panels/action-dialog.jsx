import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { post } from '../reading/api.js';
import { sources } from '../reading/sources.js';
import { token } from '../reading/token.js';
import { verbs } from './verbs.js';

const actorKey = 'operator';

/** Which verb is asked about, and its target; null while none is. */
const asked = signal(null);

/** @param target What the verb is about where that is not everything: a dead letter's sequence. */
export function ask(verb, target = null) {
  asked.value = { verb, target };
}

/** Asks before anything is changed: why, who, and the operations token if this tab does not hold it yet. */
export function ActionDialog() {
  const dialog = useRef(null);
  const question = asked.value;
  useEffect(() => {
    if (question !== null)
      dialog.current.showModal();
  }, [question]);
  const close = () => dialog.current.close();
  return (
    <dialog id="action-dialog" ref={dialog} aria-labelledby="action-dialog-title" data-verb={question?.verb} onClose={() => { asked.value = null; }}>
      {question && <Question {...question} close={close} />}
    </dialog>
  );
}

function Question({ verb, target, close }) {
  const { title, consequence, button, path } = verbs[verb];
  const error = useSignal(null);
  const busy = useSignal(false);

  const send = async (event) => {
    event.preventDefault();
    const { reason, actor, token: typed } = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, value.trim()]));
    error.value = refusal(reason, actor, typed);
    if (error.value !== null)
      return;
    sessionStorage.setItem(actorKey, actor);
    if (!token.held)
      token.keep(typed);
    busy.value = true;
    try {
      await post(path?.(target) ?? `/api/${verb}`, { reason, actor });
      close();
      sources.audit.again();
      sources.deadLetters.again();
    } catch (failure) {
      if (failure.unauthorized)
        token.forget();
      error.value = explain(failure);
    } finally {
      busy.value = false;
    }
  };

  return (
    <form method="dialog" autocomplete="off" onSubmit={send}>
      <h2 id="action-dialog-title">{target === null ? title : `${title}: ${target}`}</h2>
      <p>{consequence}</p>
      <label>Reason <input name="reason" required maxlength={200} placeholder="kept in the audit trail" autofocus /></label>
      <label>Who <input name="actor" required maxlength={60} placeholder="your name" autocomplete="username" defaultValue={sessionStorage.getItem(actorKey) ?? ''} /></label>
      {!token.held && (
        <label>Operations token <input name="token" type="password" required autocomplete="off" placeholder="kept until this tab closes" /></label>
      )}
      {error.value && <p class="error" role="alert">{error}</p>}
      <p class="verbs">
        <button type="button" onClick={close}>Cancel</button>
        <button type="submit" disabled={busy.value}>{busy.value ? 'Sending…' : button}</button>
      </p>
    </form>
  );
}

function refusal(reason, actor, typed) {
  if (reason === '' || actor === '')
    return 'Say why and who: both are kept in the audit trail.';
  return token.held || /^[!-~]+$/.test(typed) ? null : 'This cannot be a token: it has spaces or characters beyond ASCII.';
}

// Without an answer nobody knows whether the silo acted, and the operator must not believe that it did not.
function explain(failure) {
  if (failure.unauthorized)
    return `Not done: the silo refused the token (${failure.message}). Enter it again.`;
  return failure.status === null || failure.status === undefined
    ? `It is not known whether this took effect: ${failure.message}. Look before you try again.`
    : `The silo answered ${failure.message}`;
}
