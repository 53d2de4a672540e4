// npm `feelin` on the same work as dmn_feel.py, which gives it on stdin and compares the answers.
// The package is that of web/front, or of the folder in CIP_FEELIN.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const home = process.env.CIP_FEELIN || join(here, '..', '..', 'web', 'front');
const { evaluate, unaryTest } = await import(pathToFileURL(createRequire(join(home, 'package.json')).resolve('feelin')));

const { conditions, table, decisions, seconds } = JSON.parse(readFileSync(0, 'utf8'));

const condition = ([text, context]) => evaluate(text, context).value;

const decide = ({ inputs, rules }, context) => {
  const values = inputs.map((text) => evaluate(text, context).value);
  const rule = rules.find(({ cells }) => cells.every((cell, at) => unaryTest(cell, { ...context, '?': values[at] }).value));
  return rule ? evaluate(rule.output, context).value : null;
};

const graph = (context) => {
  const known = { ...context };
  for (const { name, expression } of decisions.expressions) known[name] = evaluate(expression, known).value;
  return known[decisions.expressions.at(-1).name];
};

const perSecond = (cases, work) => {
  let count = 0;
  const began = process.hrtime.bigint();
  const until = began + BigInt(Math.round(seconds * 1e9));
  let now = began;
  while (now < until) {
    for (const each of cases) work(each);
    count += cases.length;
    now = process.hrtime.bigint();
  }
  return count / (Number(now - began) / 1e9);
};

const measured = (cases, work) => ({ answers: cases.map(work), rate: perSecond(cases, work) });

console.log(JSON.stringify({
  conditions: measured(conditions, condition),
  table: measured(table.contexts, (context) => decide(table, context)),
  decisions: measured(decisions.contexts, graph),
}));
