// What Framework puts in scope in Markdown code, as far as our pages use it.
declare function display<T>(value: T): T;
declare function view<T>(input: HTMLElement & {value: T}): T;
declare const invalidation: Promise<void>;
declare function visibility<T>(value?: T): Promise<T>;
declare const width: number;
declare const dark: boolean;
declare const FileAttachment: typeof import("observablehq:stdlib").FileAttachment;
declare const Generators: typeof import("observablehq:stdlib").Generators;
declare const Mutable: typeof import("observablehq:stdlib").Mutable;
