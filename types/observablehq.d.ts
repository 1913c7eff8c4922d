declare module "observablehq:stdlib" {
  export interface FileAttachment {
    name: string;
    mimeType: string;
    href: string;
    lastModified?: number;
    size?: number;
    url(): Promise<string>;
    blob(): Promise<Blob>;
    stream(): Promise<ReadableStream<Uint8Array>>;
    arrayBuffer(): Promise<ArrayBuffer>;
    json<T = unknown>(): Promise<T>;
    text(encoding?: string): Promise<string>;
    image(props?: Partial<HTMLImageElement>): Promise<HTMLImageElement>;
  }
  export function FileAttachment(name: string): FileAttachment;
  export function resize(
    render: (width: number, height: number) => Node | string | null,
    invalidation?: Promise<unknown>
  ): HTMLElement;
  export function Mutable<T>(value: T): {value: T} & AsyncIterable<T>;
  export const Generators: {
    observe<T>(init: (change: (value: T) => T) => (() => void) | undefined): AsyncGenerator<T>;
    queue<T>(init: (change: (value: T) => T) => (() => void) | undefined): AsyncGenerator<T>;
    input<T>(element: HTMLElement & {value: T}): AsyncGenerator<T>;
    now(): AsyncGenerator<number>;
    dark(): AsyncGenerator<boolean>;
    width(e: Element): AsyncGenerator<number>;
  };
}
