// Servers that know no other way listen on all interfaces; here they listen on loopback, at once as they would there.
import net from 'node:net';

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  const [port, next] = given;
  const isPort = typeof port === 'number' || (typeof port === 'string' && /^\d+$/.test(port));
  if (!isPort || typeof next === 'string') return listen.apply(this, given);
  const told = given.at(-1);
  if (typeof told === 'function') this.once('listening', told);
  // A host would be looked up first, and address() be null meanwhile.
  this._listen2('127.0.0.1', Number(port), 4, 511);
  return this;
};
