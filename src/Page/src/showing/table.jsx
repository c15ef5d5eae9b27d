/**
 * A list by key; one of the same key a second time is left out.
 * @param columns `{ name, head, show(row) }`, and where it applies `num` for figures, `label` for the name that a narrow
 *   screen puts before the value (else the head), `mood(row)` and `title(row)`.
 * @param of Attributes of a row.
 * @param empty What to say when there is nothing to list.
 */
export function Table({ label, columns, rows, keyOf, of = () => ({}), empty, kind = 'stack' }) {
  const listed = [...new Map(rows.map((row) => [keyOf(row), row]))];
  return (
    <div class="scroll" tabindex="0" role="region" aria-label={label}>
      <table class={kind}>
        <thead>
          <tr>{columns.map(({ name, head, num }) => <th key={name} scope="col" class={num && 'num'}>{head}</th>)}</tr>
        </thead>
        <tbody>
          {listed.length === 0 && <tr class="empty"><td colspan={columns.length}>{empty}</td></tr>}
          {listed.map(([key, row]) => <tr key={key} {...of(row)}>{columns.map((column) => cell(column, row))}</tr>)}
        </tbody>
      </table>
    </div>
  );
}

function cell({ name, head, label = head, num, show, mood, title }, row) {
  return (
    <td key={name} class={num ? `${name} num` : name} data-label={label} data-mood={mood?.(row)} title={title?.(row)}>{show(row)}</td>
  );
}
