// A server of the newest revision over the TypeScript SDK: over its standard streams, or with "http" on a port of loopback that it prints.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { McpServer, createMcpHandler, acceptedContent, fromJsonSchema, inputRequired } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

let grown = false;
let notify = () => {};
const text = (value) => ({ content: [{ type: 'text', text: value }] });

function make() {
  const server = new McpServer({ name: 'modern', version: '1.0.0' }, { instructions: 'Add numbers with it.' });
  const numbers = { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } }, required: ['a', 'b'] };
  server.registerTool('add', { description: 'Adds.', inputSchema: fromJsonSchema(numbers), outputSchema: fromJsonSchema({ type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] }), annotations: { readOnlyHint: true } },
    ({ a, b }) => ({ ...text(String(a + b)), structuredContent: { sum: a + b } }));
  server.registerTool('greet', { description: 'Greets by name.', inputSchema: fromJsonSchema({ type: 'object' }) }, (_, ctx) => {
    const answer = acceptedContent(ctx.mcpReq.inputResponses, 'name');
    if (answer) return text('Hello ' + answer.name);
    return inputRequired({
      inputRequests: { name: { method: 'elicitation/create', params: { mode: 'form', message: 'Who are you?', requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } } } },
      requestState: 'greeting',
    });
  });
  if (grown) server.registerTool('more', { description: 'Came later.', inputSchema: fromJsonSchema({ type: 'object' }) }, () => text('more'));
  server.registerTool('grow', { description: 'Adds a tool to this server.', inputSchema: fromJsonSchema({ type: 'object' }) }, () => {
    grown = true;
    setImmediate(() => notify());
    return text('grown');
  });
  if (process.argv[2] !== 'http') {
    notify = () => {
      server.registerTool('more', { description: 'Came later.', inputSchema: fromJsonSchema({ type: 'object' }) }, () => text('more'));
      server.sendToolListChanged();
    };
  }
  return server;
}

if (process.argv[2] === 'http') {
  const handler = createMcpHandler(make);
  notify = () => handler.notify.toolsChanged();
  createServer(async (request, response) => {
    const body = ['GET', 'HEAD'].includes(request.method) ? undefined : Readable.toWeb(request);
    const answer = await handler.fetch(new Request(`http://${request.headers.host}${request.url}`, { method: request.method, headers: request.headers, body, duplex: 'half' }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) Readable.fromWeb(answer.body).pipe(response);
    else response.end();
  }).listen(0, '127.0.0.1', function () { console.log('listening on ' + this.address().port); });
} else serveStdio(make);
