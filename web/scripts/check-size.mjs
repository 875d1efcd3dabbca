// Fails when the script that the first page loads is larger than its budget. What is imported on demand is not counted.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 350;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const first = new Set();
const add = (key) => {
  if (first.has(key)) return;
  first.add(key);
  manifest[key].imports?.forEach(add);
};
add('index.html');

let total = 0;
for (const key of first) {
  const bytes = gzipSync(readFileSync(new URL(manifest[key].file, dist))).length;
  total += bytes;
  console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${manifest[key].file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  in all, compressed; the budget is ${BUDGET_KB} KB`);
process.exit(total > BUDGET_KB * 1024 ? 1 : 0);
