/**
 * Names and values.
 * @param of `[name, value]`, and where it applies the value's mood and the name's class.
 */
export function Facts({ of, kind = 'facts' }) {
  return (
    <dl class={kind}>
      {of.map(([name, value, mood, mark], place) => <div key={place}><dt class={mark}>{name}</dt><dd data-mood={mood}>{value}</dd></div>)}
    </dl>
  );
}
