import { describeLlama } from "./llama-tests.ts";

describeLlama((url) => ({ type: "anthropic", config: { baseUrl: url } }));
