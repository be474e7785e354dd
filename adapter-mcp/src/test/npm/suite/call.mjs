// Calls a tool by the official client, and prints the progress and the result.
// node call.mjs URL MODE TOOL ARGUMENTS
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const [url, mode, name, args] = process.argv.slice(2);
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
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
const tools = await client.listTools();
const progress = [];
const result = await client.callTool(
  { name, arguments: JSON.parse(args) },
  { onprogress: (told) => progress.push(told) }
);
console.log(JSON.stringify({ tools: tools.tools.map((tool) => tool.name), progress, result }));
await client.close();
