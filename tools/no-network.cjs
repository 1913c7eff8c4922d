// Loaded into every process of a build that must not use the network.
const net = require("node:net");

const refuse = (host) => {
  throw new Error(`the network is blocked: ${host}`);
};

globalThis.fetch = async (url) => refuse(new URL(String(url?.url ?? url)).host);

// Whatever else speaks TCP. Pipes between our own processes have a path, not a port.
const {connect} = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const {port, host = "localhost"} = typeof first === "object" ? first : {port: Number(first), host: second};
  if (port) refuse(`${typeof host === "string" ? host : "localhost"}:${port}`);
  return connect.apply(this, args);
};
