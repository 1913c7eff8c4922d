// Loaded into every process of a build that must not use the network.
globalThis.fetch = async (url) => {
  throw new Error(`the network is blocked: ${new URL(String(url?.url ?? url)).host}`);
};
