/** The part of libheif's wasm build that is used here; the package declares another of its builds. */
declare module "libheif-js/libheif-wasm/libheif-bundle.mjs" {
  export interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills `target.data` (RGBA, 4 * width * height bytes); calls back with null where decoding failed. */
    display(
      target: { data: Uint8ClampedArray; width: number; height: number },
      done: (shown: object | null) => void,
    ): void;
    free(): void;
  }
  export interface LibHeif {
    readonly HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
  }
  export default function open(): Promise<LibHeif> | LibHeif;
}
