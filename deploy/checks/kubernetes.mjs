// Checks the manifests of a folder against the schemas of the Kubernetes API, and that its kustomization names them all.
import { readdirSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

let faults = 0;
let checked = 0;
const folder = process.argv[2];
const kustomization = parseAllDocuments(readFileSync(`${folder}/kustomization.yaml`, "utf8"))[0].toJS();
const manifests = readdirSync(folder).filter((file) => file !== "kustomization.yaml");
for (const file of manifests.filter((file) => !kustomization.resources.includes(file))) {
  console.error(`${file}: not in kustomization.yaml`);
  faults++;
}
const objects = kustomization.resources
  .flatMap((file) => parseAllDocuments(readFileSync(`${folder}/${file}`, "utf8")))
  .map((document) => document.toJS());
for (const object of objects) {
  const name = `${object.kind} ${object.metadata?.name}`;
  try {
    const kinds = await import(`kubernetes-models/${object.apiVersion}`);
    if (!kinds[object.kind]) throw new Error(`${object.apiVersion} has no ${object.kind}`);
    new kinds[object.kind](object).validate();
    checked++;
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    faults++;
  }
}
console.log(`${checked} Kubernetes objects match their schemas`);
process.exit(faults || !checked ? 1 : 0);
