// Checks the dashboards: unique ids, known datasource, panels that do not overlap; prints every expression for promtool.
import { readdirSync, readFileSync } from "node:fs";

const folder = process.argv[2];
const faults = [];
for (const file of readdirSync(folder)) {
  const board = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
  const ids = new Set(board.panels.map((panel) => panel.id));
  if (ids.size !== board.panels.length) faults.push(`${file}: two panels share an id`);
  for (const [i, a] of board.panels.entries()) {
    if (a.datasource.uid !== "prometheus") faults.push(`${file}: '${a.title}' asks an unknown datasource`);
    if (!a.targets?.length) faults.push(`${file}: '${a.title}' shows nothing`);
    for (const b of board.panels.slice(i + 1)) {
      const [p, q] = [a.gridPos, b.gridPos];
      if (p.x < q.x + q.w && q.x < p.x + p.w && p.y < q.y + q.h && q.y < p.y + p.h)
        faults.push(`${file}: '${a.title}' and '${b.title}' overlap`);
    }
    for (const target of a.targets) console.log(target.expr);
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
