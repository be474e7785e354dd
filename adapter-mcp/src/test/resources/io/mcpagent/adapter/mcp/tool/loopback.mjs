// Servers that know no other way listen on all interfaces; here they listen on loopback.
import net from 'node:net';

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  if (typeof given[0] === 'number' || typeof given[0] === 'string') {
    if (typeof given[1] !== 'string') given.splice(1, 0, '127.0.0.1');
  }
  return listen.apply(this, given);
};
