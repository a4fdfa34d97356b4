// Says which documents a JSON Schema (draft 7) accepts.
//
//   node tests/tools/judge.mjs TOOLS SCHEMA FILE
//
// TOOLS is the folder in which `npm ci` installed package.json (build/tools), FILE a JSON list of
// documents. Prints a line for each: "accepted", or what is wrong with it.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const [tools, schema, file] = process.argv.slice(2);
const require = createRequire(join(resolve(tools), 'package.json'));
const Ajv = require('ajv').default;
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

// Strict also about the schema itself, but for the unions of types that YAML's nulls make.
const ajv = new Ajv({strict: true, allowUnionTypes: true});
const validate = ajv.compile(read(schema));
for (const document of read(file)) {
  const [error] = validate(document) ? [] : validate.errors;
  console.log(error ? `${error.instancePath || '/'} ${error.message}` : 'accepted');
}
