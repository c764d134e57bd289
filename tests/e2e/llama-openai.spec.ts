import { describeLlama } from "./llama-tests.ts";

describeLlama("llama.cpp", (url) => ({ type: "openai-compatible", config: { baseUrl: `${url}/v1` } }));
