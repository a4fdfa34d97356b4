// Holds reports against the schemas and the validator that others hold them against.
//
//   node tests/tools/validate.mjs TOOLS FILE...
//
// TOOLS is the folder in which `npm ci` installed package.json (build/tools). Files that end in
// .sarif are checked three ways, since none of them is enough alone: by the JSON schema (enums,
// unknown members, URI references), by Microsoft's multitool (indices, base ids, region order) and
// by what we promise beyond both (every region has all four numbers). Files that end in .json are
// checked by docs/report.schema.json, but for .gitlab.json by what GitLab's parser demands, and .xml
// by junit.xsd beside this script and by the names GitLab would take for one. Prints what is wrong; exit code 1 if anything is.

import {spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const [toolsArgument, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: validate.mjs TOOLS FILE...');
  process.exit(2);
}
const tools = resolve(toolsArgument);
const require = createRequire(join(tools, 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const multitool = join(tools, 'node_modules/@microsoft/sarif-multitool-linux');

// Notes we answer for: messages are written out rather than looked up, because GitHub resolves no
// ids (2002), we add neither provenance (2003) nor snippets (2010) nor context (2011), ids are
// words (2009), and nobody reaches the network from here (2006). 2001 and 2015 want full stops and
// quotes; 2014 wants messages with variable parts, which the notifications' need not have.
const accepted = new Set([
  'SARIF2001', 'SARIF2002', 'SARIF2003', 'SARIF2006', 'SARIF2009', 'SARIF2010', 'SARIF2011',
  'SARIF2014', 'SARIF2015',
]);
// The numbers of this one are long out of date.
const outdated = new Set(['GH1004']);
// It says nothing, and exits with 0, about a file it could not read. About every file it did read
// it notes at least this.
const canary = 'SARIF2003';

let failed = false;
function fail(file, message) {
  failed = true;
  console.log(`${file}: ${message}`);
}

function compile(schemaPath) {
  const ajv = new Ajv({strict: false, allErrors: true, validateFormats: true});
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')));
}

function checkSchema(validate, file, document) {
  if (validate(document)) return;
  for (const error of validate.errors) {
    fail(file, `schema: ${error.instancePath || '/'} ${error.message}`);
  }
}

function checkRegions(file, value, path = '') {
  if (value === null || typeof value !== 'object') return;
  if (value.region) {
    const {startLine, startColumn, endLine, endColumn} = value.region;
    const numbers = [startLine, startColumn, endLine, endColumn];
    if (!numbers.every(Number.isInteger)) fail(file, `${path}/region lacks one of four numbers`);
    if (endLine < startLine || (endLine === startLine && endColumn < startColumn)) {
      fail(file, `${path}/region ends before it begins`);
    }
  }
  for (const [key, child] of Object.entries(value)) checkRegions(file, child, `${path}/${key}`);
}

function checkMultitool(file) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-sarif-'));
  try {
    const input = join(folder, basename(file));
    const output = join(folder, 'validation-result.sarif');
    copyFileSync(file, input);
    const binary = join(multitool, 'Sarif.Multitool');
    chmodSync(binary, 0o755);
    const run = spawnSync(
        binary,
        ['validate', input, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning;Note', '-o',
         output, '--log', 'ForceOverwrite'],
        {encoding: 'utf8', env: {...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1'}});
    if (run.status !== 0) {
      fail(file, `multitool: ${run.error ?? run.stdout + run.stderr}`);
      return;
    }
    const results = JSON.parse(readFileSync(output, 'utf8')).runs[0].results ?? [];
    const id = (result) => result.ruleId ?? result.rule?.id ?? '';
    if (!results.some((result) => id(result).startsWith(canary))) {
      fail(file, `multitool: read nothing (no ${canary})`);
    }
    for (const result of results) {
      const rule = id(result).split('/')[0];
      if (outdated.has(rule) || accepted.has(rule)) continue;
      const region = result.locations?.[0]?.physicalLocation?.region ?? {};
      const text = result.message.text ?? (result.message.arguments ?? []).join(' | ');
      fail(file, `multitool: ${rule} ${result.level} at line ${region.startLine}: ${text}`);
    }
  } finally {
    rmSync(folder, {recursive: true});
  }
}

// GitLab's Code Quality parser: it stops at an issue without one of these, and keeps one issue of a
// fingerprint.
const gitlabSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: {type: 'string', minLength: 1},
      check_name: {type: 'string', minLength: 1},
      fingerprint: {type: 'string', minLength: 1},
      severity: {enum: ['info', 'minor', 'major', 'critical', 'blocker']},
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: {type: 'string', pattern: '^(?!/|\\./).'},
          lines: {
            type: 'object',
            required: ['begin'],
            properties: {
              begin: {type: 'integer', minimum: 1},
              end: {type: 'integer', minimum: 1},
            },
          },
        },
      },
    },
  },
};

function checkGitlab(file, issues) {
  checkSchema(new Ajv({strict: false, allErrors: true}).compile(gitlabSchema), file, issues);
  const fingerprints = new Set(issues.map((issue) => issue.fingerprint));
  if (fingerprints.size !== issues.length) fail(file, 'two issues have one fingerprint');
}

async function checkJunit(file) {
  const {validateXML} = require('xmllint-wasm');
  const result = await validateXML({
    xml: [{fileName: basename(file), contents: readFileSync(file, 'utf8')}],
    schema: [readFileSync(join(root, 'tests/tools/junit.xsd'), 'utf8')],
  });
  if (!result.valid) fail(file, `xmllint: ${result.rawOutput}`);
}

const root = resolve(fileURLToPath(import.meta.url), '../../..');
let sarifSchema;
let reportSchema;
let valuesSchema;
for (const file of files) {
  if (file.endsWith('.xml')) {
    await checkJunit(file);
    continue;
  }
  const document = JSON.parse(readFileSync(file, 'utf8'));
  if (file.endsWith('.sarif')) {
    sarifSchema ??= compile(join(multitool, 'sarif-2.1.0.json'));
    checkSchema(sarifSchema, file, document);
    checkRegions(file, document);
    checkMultitool(file);
  } else if ('releases' in document) {
    valuesSchema ??= compile(join(root, 'docs/values.schema.json'));
    checkSchema(valuesSchema, file, document);
  } else if (file.endsWith('.gitlab.json')) {
    checkGitlab(file, document);
  } else {
    reportSchema ??= compile(join(root, 'docs/report.schema.json'));
    checkSchema(reportSchema, file, document);
  }
}
process.exit(failed ? 1 : 0);
