// A tool server that appends a line to a file: done twice is not done once.
// node ledger.mjs FOLDER, where lines.txt is that file, description.txt what it says of its tool, and with a file "silent"
// it never answers, with a file "held" not before there is a file "go". When its answer was heard there is a file "heard".
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const at = (name) => join(process.argv[2], name);
const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
const description = readFileSync(at('description.txt'), 'utf8').trim();
const line = { type: 'object', properties: { line: { type: 'string' } }, required: ['line'] };
const tools = [{ name: 'append', description, inputSchema: line }];

function append(id, text) {
  appendFileSync(at('lines.txt'), text + '\n');
  if (existsSync(at('silent'))) return;
  // Whoever answers the second has read the first.
  const answer = () => {
    say({ id, result: { content: [{ type: 'text', text: 'It is written.' }] } });
    say({ id: 'heard', method: 'ping' });
  };
  if (!existsSync(at('held'))) return answer();
  const timer = setInterval(() => {
    if (!existsSync(at('go'))) return;
    clearInterval(timer);
    answer();
  }, 10);
}

createInterface({ input: process.stdin })
  .on('line', (json) => {
    const { id, method, params } = JSON.parse(json);
    if (method === 'initialize')
      say({ id, result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'ledger', version: '1' } } });
    else if (method === 'tools/list') say({ id, result: { tools } });
    else if (method === 'tools/call') append(id, params.arguments.line);
    else if (id === 'heard') writeFileSync(at('heard'), '');
    else if (method && id !== undefined) say({ id, error: { code: -32601, message: 'Method not found' } });
  })
  .on('close', () => process.exit());
