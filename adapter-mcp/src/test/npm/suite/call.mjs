// Calls a tool by the official client, and prints the progress and the result.
// node call.mjs SERVER MODE TOOL ARGUMENTS, where a server is a URL, or a command as a JSON array
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

function transport(server) {
  if (!server.startsWith('[')) return new StreamableHTTPClientTransport(new URL(server));
  const [command, ...args] = JSON.parse(server);
  return new StdioClientTransport({ command, args, env: process.env });
}

const [server, mode, name, args] = process.argv.slice(2);
const client = new Client(
  { name: 'peer', version: '1.0.0' },
  {
    capabilities: { elicitation: { form: {} } },
    versionNegotiation: { mode: mode === 'modern' ? { pin: '2026-07-28' } : 'legacy' }
  }
);
client.setRequestHandler('elicitation/create', async () => ({
  action: 'accept',
  content: { name: 'Peer', ok: true }
}));
await client.connect(transport(server));
const tools = await client.listTools();
const progress = [];
const result = await client.callTool(
  { name, arguments: JSON.parse(args) },
  { onprogress: (told) => progress.push(told) }
);
console.log(JSON.stringify({ tools: tools.tools.map((tool) => tool.name), progress, result }));
await client.close();
