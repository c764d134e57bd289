import { describeLlama } from "./llama-tests.ts";

describeLlama((url) => ({ type: "openai-compatible", config: { baseUrl: `${url}/v1` } }));
