// Evaluates expressions with npm feelin: JSON [[expression, context], ...] on stdin, JSON [value, ...] on stdout.
// Values that JSON lacks are written {"@": text} (dates, times, durations), {"range": text}, {"function": true};
// what feelin refuses to read is {"error": message}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , modules] = process.argv;
const require = createRequire(`${modules}/`);
const { evaluate, isRange, FeelDate, FeelDateTime, FeelDuration, FeelTime, FeelFunction } = await import(
  pathToFileURL(require.resolve('feelin'))
);

function written(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { '@': String(value) };
  if (typeof value === 'function' || value instanceof FeelFunction) return { function: true };
  if ([FeelDate, FeelDateTime, FeelDuration, FeelTime].some((kind) => value instanceof kind)) return { '@': String(value) };
  if (isRange(value)) return { range: String(value) };
  if (Array.isArray(value)) return value.map(written);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, written(each)]));
  return value;
}

function answer([expression, context]) {
  try {
    return written(evaluate(expression, context).value);
  } catch (error) {
    return { error: String(error.message) };
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(answer)));
