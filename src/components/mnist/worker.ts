import {answer} from "./answers.js";
import {type DigitData, drawnDigits, housed, inflated, loadDigits} from "./digits.js";
import type {News, Order, Watch} from "./messages.js";
import {type OwnFile, ownData} from "./own-data.js";
import {createSession, type Host, type Session} from "./session.js";
import {buffersOf} from "./trainer.js";

// The worker of the MNIST lab: it holds the data and the network, trains, and answers the page's questions.
const scope = globalThis as unknown as {
  postMessage(news: News, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
};

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const host: Host = {
  post: (news, transfer = []) => scope.postMessage(news, transfer),
  now: () => performance.now(),
  // A message to ourselves comes after those that are already in the box; a timer would wait 4 ms each time.
  breathe: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(0);
    })
};

/** What was asked for last, under this number, and the last that came. */
let data: Promise<DigitData> | undefined;
let latest = 0;
let loaded: typeof data;
let session: Session | undefined;
let watch: Watch = {weights: true, layers: false};

/** Uses the site's data, a reader's own files, or what another worker lent; if they are wrong, what was there before stays. */
function use(order: Extract<Order, {type: "load" | "own" | "take"}>): void {
  const {id} = order;
  latest = id;
  session?.stop();
  const loading = digitsOf(order, (what, done) => {
    if (id === latest) host.post({type: "progress", what, done});
  });
  data = loading;
  loading.then(
    ({source, train, test}) => {
      if (id === latest) loaded = loading;
      const {shape, classes} = train;
      host.post({type: "data", id, data: {source, train: train.count, test: test.count, shape, classes}});
    },
    (error: unknown) => {
      if (id === latest) data = loaded;
      host.post({type: "dataError", id, message: textOf(error)});
    }
  );
}

async function digitsOf(
  order: Parameters<typeof use>[0],
  progress: (what: string, done: number) => void
): Promise<DigitData> {
  if (order.type === "take") return housed(order.digits);
  if (order.type === "own") return housed(ownData(await Promise.all(order.files.map(read))));
  return order.source === "synthetic" ? drawnDigits(progress) : loadDigits(order.urls, progress);
}

async function read(file: File): Promise<OwnFile> {
  try {
    return {name: file.name, bytes: await inflated(file)};
  } catch (error) {
    const message = textOf(error);
    if (message.startsWith("inflated: ")) throw new Error(`${file.name}: ${message}`);
    throw new Error(`${file.name}: its bytes do not decompress (${message}); expected the whole file`);
  }
}

async function start(order: Extract<Order, {type: "start"}>): Promise<void> {
  const {run} = order;
  const post: Host["post"] = (news, transfer) => host.post({...news, run}, transfer);
  session?.stop();
  try {
    // The run before leaves the memory that this one wants.
    await session?.ended();
    const digits = await data;
    if (!digits) throw new Error("worker: missing data; expected an order to load before");
    session = createSession({...host, post}, digits, order.settings, {from: order.from, watch});
    session.go(order.until);
  } catch (error) {
    post({type: "failed", message: textOf(error)});
  }
}

async function reply(order: Extract<Order, {type: "ask"}>): Promise<void> {
  try {
    const value = await answer(order.what, order.args, {session, data: await data, host});
    // What is lent is a copy, made to be handed over.
    host.post({type: "answer", id: order.id, value}, order.what === "lend" ? buffersOf(value as DigitData) : []);
  } catch (error) {
    host.post({type: "answer", id: order.id, error: textOf(error)});
  }
}

scope.onmessage = ({data: order}) => {
  switch (order.type) {
    case "load":
    case "own":
    case "take":
      return use(order);
    case "start":
      return void start(order);
    case "go":
      return session?.go(order.until);
    case "pause":
      return session?.pause();
    case "stop":
      return session?.stop();
    case "set":
      return session?.set(order);
    case "watch":
      watch = order.what;
      return session?.watch(watch);
    case "ping":
      return host.post({type: "pong"});
    case "ask":
      return void reply(order);
  }
};

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
