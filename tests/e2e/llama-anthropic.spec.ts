import { describeLlama } from "./llama-tests.ts";

describeLlama("Anthropic", (url) => ({ type: "anthropic", config: { baseUrl: url } }));
