/** Answers setup and measure messages one after another; an error goes back as text. */
export function serve({setup, measure}) {
  let busy = Promise.resolve();
  self.onmessage = ({data}) => {
    busy = busy
      .then(() => (data.type === "setup" ? setup(data) : measure(data)))
      .then((result) => self.postMessage({result: result ?? null}))
      .catch((error) => self.postMessage({error: String(error?.stack ?? error)}));
  };
}
