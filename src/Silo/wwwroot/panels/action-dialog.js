import { post } from '../reading/api.js';
import { token } from '../reading/token.js';
import { fields, setAttribute, setText } from '../showing/dom.js';

const verbs = {
  halt: {
    title: 'Halt trading',
    consequence: 'No order leaves from the moment you confirm, and resting orders are cancelled. Feeds, edges and decisions go on, and takes are withheld. Open positions stay open.',
    button: 'Halt trading',
  },
  pause: {
    title: 'Pause entries',
    consequence: 'Nothing that adds exposure is ordered any more. Exits and cancels go on.',
    button: 'Pause entries',
  },
  'cancel-all': {
    title: 'Cancel all orders',
    consequence: 'Every resting order is cancelled, and each cancel is confirmed by the venue or stays in the list. New takes may order again: halt first if they should not.',
    button: 'Cancel all orders',
  },
  flatten: {
    title: 'Flatten all positions',
    consequence: 'Every open position is sold at the market by orders that can only reduce it. This takes the prices that are there now.',
    button: 'Flatten all positions',
  },
  release: {
    title: 'Release trading',
    consequence: 'Decisions that would trade become orders again, as soon as nothing else forbids it.',
    button: 'Release trading',
  },
  replay: {
    title: 'Replay a dead letter',
    consequence: 'Its event is published again under the same rules, and may be rejected again. An event that is stored already counts as a duplicate.',
    button: 'Replay',
    path: (sequence) => `/api/dlq/${sequence}/replay`,
  },
  ack: {
    title: 'Put a dead letter aside',
    consequence: 'Nothing is done about it, now or later. It stays readable for as long as dead letters are kept.',
    button: 'Put aside',
    path: (sequence) => `/api/dlq/${sequence}/ack`,
  },
};

const actorKey = 'operator';

/** Asks before anything is changed: why, who, and the operations token if this tab does not hold it yet. */
export class ActionDialog {
  #dialog;
  #form;
  #show;
  #verb = 'halt';
  #target = null;
  #onChanged;

  constructor(dialog, onChanged) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector('form');
    this.#show = fields(dialog);
    this.#onChanged = onChanged;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#show.cancel.addEventListener('click', () => dialog.close());
  }

  /** @param target What the verb is about where that is not everything: a dead letter's sequence. */
  open(verb, target = null) {
    this.#verb = verb;
    this.#target = target;
    const { title, consequence, button } = verbs[verb];
    setText(this.#show.title, target === null ? title : `${title}: ${target}`);
    setText(this.#show.consequence, consequence);
    setText(this.#show.confirm, button);
    setAttribute(this.#dialog, 'data-verb', verb);
    this.#form.reset();
    this.#form.elements.actor.value = sessionStorage.getItem(actorKey) ?? '';
    this.#fail(null);
    this.#askToken();
    this.#dialog.showModal();
    this.#form.elements.reason.focus();
  }

  #askToken() {
    this.#show.tokenRow.hidden = token.held;
    this.#form.elements.token.required = !token.held;
  }

  async #send() {
    const { reason, actor, token: typed } = this.#form.elements;
    const body = { reason: reason.value.trim(), actor: actor.value.trim() };
    if (body.reason === '' || body.actor === '') {
      this.#fail('Say why and who: both are kept in the audit trail.');
      return;
    }
    if (!token.held && !/^[!-~]+$/.test(typed.value.trim())) {
      this.#fail('This cannot be a token: it has spaces or characters beyond ASCII.');
      return;
    }
    sessionStorage.setItem(actorKey, body.actor);
    if (!token.held)
      token.keep(typed.value.trim());

    this.#busy(true);
    try {
      await post(verbs[this.#verb].path?.(this.#target) ?? `/api/${this.#verb}`, body);
      this.#dialog.close();
      this.#onChanged();
    } catch (error) {
      if (error.unauthorized)
        token.forget();
      this.#askToken();
      this.#fail(this.#explain(error));
    } finally {
      this.#busy(false);
    }
  }

  // Without an answer nobody knows whether the silo acted, and the operator must not believe that it did not.
  #explain(error) {
    if (error.unauthorized)
      return `Not done: the silo refused the token (${error.message}). Enter it again.`;
    return error.status === null || error.status === undefined
      ? `It is not known whether this took effect: ${error.message}. Look before you try again.`
      : `The silo answered ${error.message}`;
  }

  #fail(words) {
    this.#show.error.hidden = words === null;
    setText(this.#show.error, words);
  }

  #busy(busy) {
    this.#show.confirm.disabled = busy;
    setText(this.#show.confirm, busy ? 'Sending…' : verbs[this.#verb].button);
  }
}
