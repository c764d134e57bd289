import { ANSWER_NAMES, ANSWERS, type AnswerName } from "./answers.ts";
import { type Tensor, writeGguf } from "./gguf.ts";

/** The types of tokens in the format. */
const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const BYTE = 6;

const BEGIN_TOKEN = 1;
const END_TOKEN = 2;

/** The width of an attention head, and of the layers between, in numbers. Both do nothing. */
const HEAD_WIDTH = 64;
const FEED_WIDTH = 32;

/** How far the wanted token is ahead of all others. */
const LEAD = 2;

export interface TinyModelOptions {
  /** More layers make it slower, and do nothing else: 1 gives about 1,000 tokens a second, 30 about 15. Default: 1. */
  layers?: number;
  /** In tokens. Default: 4,096. */
  contextLength?: number;
}

/**
 * Writes a language model of 2.5 MB that says what stands in `ANSWERS`, and is run by a real server like any other. Each
 * token is embedded as a vector with a single 1, attention adds nothing, and the last matrix leads each token to the next.
 * The chat template ends the prompt with the token from which the wanted answer begins.
 */
export function writeTinyModel({ layers = 1, contextLength = 4096 }: TinyModelOptions = {}): Buffer {
  const { texts, types, next } = createVocabulary();
  const width = Math.ceil(texts.length / HEAD_WIDTH) * HEAD_WIDTH;
  return writeGguf(
    {
      "general.architecture": { type: "string", value: "llama" },
      "general.name": { type: "string", value: "tiny" },
      "llama.context_length": { type: "uint32", value: contextLength },
      "llama.embedding_length": { type: "uint32", value: width },
      "llama.block_count": { type: "uint32", value: layers },
      "llama.feed_forward_length": { type: "uint32", value: FEED_WIDTH },
      "llama.attention.head_count": { type: "uint32", value: width / HEAD_WIDTH },
      "llama.attention.head_count_kv": { type: "uint32", value: 1 },
      "llama.attention.layer_norm_rms_epsilon": { type: "float32", value: 1e-5 },
      "llama.rope.dimension_count": { type: "uint32", value: HEAD_WIDTH },
      "llama.vocab_size": { type: "uint32", value: texts.length },
      "tokenizer.ggml.model": { type: "string", value: "llama" },
      "tokenizer.ggml.tokens": { type: "strings", value: texts },
      "tokenizer.ggml.scores": { type: "float32s", value: texts.map(() => 0) },
      "tokenizer.ggml.token_type": { type: "int32s", value: types },
      "tokenizer.ggml.unknown_token_id": { type: "uint32", value: 0 },
      "tokenizer.ggml.bos_token_id": { type: "uint32", value: BEGIN_TOKEN },
      "tokenizer.ggml.eos_token_id": { type: "uint32", value: END_TOKEN },
      "tokenizer.ggml.add_bos_token": { type: "bool", value: true },
      "tokenizer.ggml.add_eos_token": { type: "bool", value: false },
      "tokenizer.ggml.add_space_prefix": { type: "bool", value: false },
      "tokenizer.chat_template": { type: "string", value: writeTemplate() },
    },
    createTensors(next, texts.length, width, layers),
  );
}

interface Vocabulary {
  texts: string[];
  types: number[];
  /** The token after each one. What is not here leads to the end. */
  next: Map<number, number>;
}

function createVocabulary(): Vocabulary {
  const texts = ["<unk>", "<s>", "</s>"];
  const types = [UNKNOWN, CONTROL, CONTROL];
  const next = new Map<number, number>();
  const add = (text: string, type: number) => {
    if (texts.includes(text)) throw new Error(`Two pieces are alike: ${text}`);
    types.push(type);
    return texts.push(text) - 1;
  };
  // Prompts are made of these: no word of them is a token.
  const bytes = Array.from({ length: 256 }, (_, byte) =>
    add(`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`, BYTE),
  );
  for (const role of ["system", "user", "assistant"]) add(`<|${role}|>`, CONTROL);
  const lead = (from: number, to: number) => {
    if (next.has(from)) throw new Error(`Two pieces are alike: ${texts[from]}`);
    next.set(from, to);
    return to;
  };
  for (const name of ANSWER_NAMES) {
    const pieces: ReadonlyArray<string | readonly number[]> = ANSWERS[name];
    const tokens = pieces.flatMap((piece) =>
      typeof piece === "string" ? [add(piece.replaceAll(" ", "▁"), NORMAL)] : piece.map((byte) => bytes[byte] ?? 0),
    );
    const last = tokens.reduce(lead, add(startOf(name), CONTROL));
    lead(last, name === "long" ? (tokens[0] ?? END_TOKEN) : END_TOKEN);
  }
  return { texts, types, next };
}

function startOf(name: AnswerName): string {
  return `<|start-${name}|>`;
}

function createTensors(next: ReadonlyMap<number, number>, tokens: number, width: number, layers: number): Tensor[] {
  const zeros = (name: string, ...shape: number[]): Tensor => ({
    name,
    shape,
    values: new Float32Array(shape.reduce((product, length) => product * length, 1)),
  });
  const ones = (name: string): Tensor => ({ name, shape: [width], values: new Float32Array(width).fill(1) });
  const embedding = zeros("token_embd.weight", width, tokens);
  const output = zeros("output.weight", width, tokens);
  for (let token = 0; token < tokens; token += 1) {
    embedding.values[token * width + token] = 1;
    output.values[(next.get(token) ?? END_TOKEN) * width + token] = LEAD;
  }
  const blocks = Array.from({ length: layers }, (_, index) => `blk.${index}`).flatMap((block) => [
    ones(`${block}.attn_norm.weight`),
    zeros(`${block}.attn_q.weight`, width, width),
    zeros(`${block}.attn_k.weight`, width, HEAD_WIDTH),
    zeros(`${block}.attn_v.weight`, width, HEAD_WIDTH),
    zeros(`${block}.attn_output.weight`, width, width),
    ones(`${block}.ffn_norm.weight`),
    zeros(`${block}.ffn_gate.weight`, width, FEED_WIDTH),
    zeros(`${block}.ffn_up.weight`, width, FEED_WIDTH),
    zeros(`${block}.ffn_down.weight`, FEED_WIDTH, width),
  ]);
  return [embedding, ...blocks, ones("output_norm.weight"), output];
}

/**
 * The chat template, in Jinja. It writes thinking of older answers as templates of real models do, because llama.cpp learns
 * from it how this model marks its thinking.
 */
function writeTemplate(): string {
  const [first, ...others] = ANSWER_NAMES;
  const branches = others.map(
    (name, index) => `{%- ${index === 0 ? "if" : "elif"} '#${name}' in question -%}${startOf(name)}`,
  );
  return [
    "{%- for message in messages -%}<|{{ message.role }}|>",
    "{%- if message.role == 'assistant' and message.reasoning_content -%}",
    "{{ '<think>\\n' + message.reasoning_content + '\\n</think>\\n\\n' }}",
    "{%- endif -%}{{ message.content }}</s>{%- endfor -%}",
    "{%- if add_generation_prompt -%}<|assistant|>",
    "{%- set question = messages[-1].content if messages[-1].content is string else '' -%}",
    ...branches,
    `{%- else -%}${first === undefined ? "" : startOf(first)}{%- endif -%}{%- endif -%}`,
  ].join("");
}
