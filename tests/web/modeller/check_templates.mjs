// Judges element templates as Camunda Modeler does. First argument: node_modules. Standard input: the templates.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { validateAllZeebe } = createRequire(join(process.argv[2], 'x.js'))('@bpmn-io/element-templates-validator');
const { results } = validateAllZeebe(JSON.parse(readFileSync(0, 'utf8')));
const faults = results.flatMap(
  ({ valid, object, errors }) => valid ? [] : errors.map(({ message }) => `${object.id}: ${message}`)
);
process.stdout.write(JSON.stringify({ judged: results.length, faults }));
