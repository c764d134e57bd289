import { createHash, X509Certificate } from "node:crypto";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { articleAddress, type ArticleLanguage } from "./article.ts";
import type { Exchange, SiteState } from "./exchange.ts";
import { Gate } from "./gate.ts";
import { Nonces } from "./nonces.ts";
import { createOpenRouterState } from "./open-router.ts";
import { readRequest, ReceivedRequests } from "./received.ts";
import { route } from "./routes.ts";
import { defaultSwitches, type Switches } from "./switches.ts";

/** Longer than any test pauses between two requests. */
const KEEP_ALIVE_MS = 600_000;

export interface PracticeSiteOptions {
  /** The port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** Switches that hold from the start, and after each reset. */
  switches?: Partial<Switches>;
}

export interface PracticeSite {
  /** The port on 127.0.0.1 at which the site listens. */
  readonly port: number;
  /** SHA-256 of the certificate's public key in base64, by which a browser can be told to trust it. */
  readonly certificateHash: string;
  /** The certificate itself, DER in base64, for a browser that wants to see all of it. */
  readonly certificate: string;
  /** All requests since the start or the last reset. */
  readonly received: ReceivedRequests;
  /** The nonce that the chat's page shows a guest now. */
  readonly nonce: string;
  /** The address of the article to read; its host has to be mapped to the site. */
  article(language?: ArticleLanguage): string;
  /** Turns switches; those that are not named stay. Answers that are under way keep theirs. */
  set(switches: Partial<Switches>): void;
  /** All nonces given out so far expire. */
  rotateNonce(): void;
  /** From now on each piece of an answer waits for `release`; before the first, nothing is sent, not even headers. */
  hold(): void;
  /** Lets `count` pieces through, of answers under way or to come; without a count, opens the gate for good. */
  release(count?: number): void;
  /** Cuts answers under way, forgets what was received, opens the gate, and puts all switches back. */
  reset(): void;
  /** Ends all connections. A browser asks again by itself where one fails that it had used before. */
  hangUp(): void;
  /** Ends all connections and the server. */
  close(): Promise<void>;
}

/** Starts the site on loopback, with a certificate that is made now and kept in memory alone. */
export async function startPracticeSite(options: PracticeSiteOptions = {}): Promise<PracticeSite> {
  const startSwitches = (): Switches => ({ ...defaultSwitches(), ...options.switches });
  const state: SiteState = {
    switches: startSwitches(),
    nonces: new Nonces(),
    gate: new Gate(),
    cachedMessages: new Map(),
    openRouter: createOpenRouterState(),
  };
  const received = new ReceivedRequests();
  const running = new Set<AbortController>();

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    const controller = new AbortController();
    const exchange: Exchange = { request, response, state: { ...state }, signal: controller.signal };
    running.add(controller);
    response.once("close", () => {
      running.delete(controller);
      if (request.outcome === "open") request.outcome = response.writableFinished ? "answered" : "left";
      received.changed();
      controller.abort(new Error("The client left."));
    });
    received.add(request);
    try {
      await route(exchange, state);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      if (!response.destroyed) response.destroy();
    }
  };

  const { key, cert } = await makeCertificate();
  const server = createServer({ key, cert }, (message, response) => {
    answer(message, response).catch((error: unknown) => {
      process.stderr.write(`practice site: ${String(error)}\n`);
      response.destroy();
    });
  });
  // A connection that the server closes just as a browser uses it again would look like a failure of the network.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const cutAnswers = (): void => {
    for (const controller of running) controller.abort(new Error("The site was reset."));
  };
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    certificateHash: hashPublicKey(cert),
    certificate: new X509Certificate(cert).raw.toString("base64"),
    received,
    get nonce() {
      return state.nonces.current;
    },
    article: articleAddress,
    set(switches) {
      const strikesAnew = "failure" in switches || "recording" in switches;
      const times = strikesAnew ? { times: Number.POSITIVE_INFINITY } : {};
      state.switches = { ...state.switches, ...times, ...switches };
    },
    rotateNonce: () => state.nonces.rotate(),
    hold: () => state.gate.hold(),
    release: (count) => state.gate.release(count),
    reset() {
      cutAnswers();
      state.gate.release();
      state.switches = startSwitches();
      state.cachedMessages.clear();
      state.openRouter.codes.clear();
      state.openRouter.keys.clear();
      received.clear();
    },
    hangUp: () => server.closeAllConnections(),
    async close() {
      cutAnswers();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const names = ["chatgptt.me", "openrouter.ai", "*.sidenote.test", "localhost"].map((value) => ({
    type: 2 as const,
    value,
  }));
  const { private: key, cert } = await generate([{ name: "commonName", value: "Sidenote practice site" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [...names, { type: 7, ip: "127.0.0.1" }] }],
  });
  return { key, cert };
}

function hashPublicKey(certificate: string): string {
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(publicKey).digest("base64");
}
