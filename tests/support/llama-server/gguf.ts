/** A value in the head of a GGUF file, by its type there. */
export type GgufValue =
  | { type: "uint32"; value: number }
  | { type: "float32"; value: number }
  | { type: "bool"; value: boolean }
  | { type: "string"; value: string }
  | { type: "int32s"; value: readonly number[] }
  | { type: "float32s"; value: readonly number[] }
  | { type: "strings"; value: readonly string[] };

/** Numbers of a model, with the length of each dimension, the one that changes fastest first. */
export interface Tensor {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

const VERSION = 3;

/** Tensors begin at multiples of this, in bytes: the default of the format. */
const ALIGNMENT = 32;

/** The numbers of types in the format. */
const TYPES = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 };
const TENSOR_FLOAT32 = 0;

/** Writes a file of the format GGUF, in which llama.cpp keeps models. */
export function writeGguf(head: Readonly<Record<string, GgufValue>>, tensors: readonly Tensor[]): Buffer {
  const places = placesOf(tensors);
  const start = Buffer.concat([
    Buffer.from("GGUF"),
    uint32(VERSION),
    uint64(tensors.length),
    uint64(Object.keys(head).length),
    ...Object.entries(head).flatMap(([key, value]) => [text(key), writeValue(value)]),
    ...tensors.flatMap(({ name, shape }, index) => [
      text(name),
      uint32(shape.length),
      ...shape.map(uint64),
      uint32(TENSOR_FLOAT32),
      uint64(places[index] ?? 0),
    ]),
  ]);
  return Buffer.concat([padded(start), ...tensors.map(({ values }) => padded(Buffer.from(values.buffer)))]);
}

function placesOf(tensors: readonly Tensor[]): number[] {
  let next = 0;
  return tensors.map(({ values }) => {
    const place = next;
    next += Math.ceil(values.byteLength / ALIGNMENT) * ALIGNMENT;
    return place;
  });
}

function writeValue(entry: GgufValue): Buffer {
  switch (entry.type) {
    case "uint32":
      return Buffer.concat([uint32(TYPES.uint32), uint32(entry.value)]);
    case "float32":
      return Buffer.concat([uint32(TYPES.float32), float32(entry.value)]);
    case "bool":
      return Buffer.concat([uint32(TYPES.bool), Buffer.from([entry.value ? 1 : 0])]);
    case "string":
      return Buffer.concat([uint32(TYPES.string), text(entry.value)]);
    case "int32s":
      return array(TYPES.int32, entry.value.map(uint32));
    case "float32s":
      return array(TYPES.float32, entry.value.map(float32));
    case "strings":
      return array(TYPES.string, entry.value.map(text));
    default:
      return entry satisfies never;
  }
}

function array(type: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(TYPES.array), uint32(type), uint64(items.length), ...items]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
}
