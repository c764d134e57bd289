import { beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "../conversation.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import type { ConversationStore } from "./store.ts";
import { storeKinds } from "./store-kinds.test-tools.ts";

describe.each(storeKinds)("in a store %s", (_, createStore) => {
  let store: ConversationStore;
  beforeEach(() => {
    store = createStore();
  });

  async function saveAll(conversations: Record<string, Partial<Conversation>>): Promise<void> {
    for (const [id, change] of Object.entries(conversations))
      await store.save(sampleConversation({ id, ...change }), []);
  }
  const listed = async (limit: number) => {
    const { conversations, more } = await store.list(limit);
    return `${conversations.map(({ id }) => id).join(" ")}${more ? " …" : ""}`;
  };

  describe("the list", () => {
    it("has the latest first, without those that are deleted", async () => {
      const times = {
        old: { updatedAt: 10 },
        gone: { updatedAt: 20 },
        latest: { updatedAt: 30 },
        middle: { updatedAt: 15 },
      };
      await saveAll(times);
      await store.delete("gone", 40);
      expect(await listed(9)).toBe("latest middle old");
    });

    it("has the pinned ones above, the last pinned first, whenever they were used", async () => {
      await saveAll({ a: { updatedAt: 30 }, b: { updatedAt: 10, pinnedAt: 5 }, c: { updatedAt: 20, pinnedAt: 7 } });
      expect(await listed(9)).toBe("c b a");
    });

    it("has so many as were asked for besides the pinned ones, and says whether there are more", async () => {
      const pinned = { p: { pinnedAt: 1 }, q: { pinnedAt: 2 } };
      await saveAll({ ...pinned, a: { updatedAt: 3 }, b: { updatedAt: 2 }, c: { updatedAt: 1 } });
      expect(await listed(1)).toBe("q p a …");
      expect(await listed(2)).toBe("q p a b …");
      expect(await listed(3)).toBe("q p a b c");
      await store.delete("c", 9);
      expect(await listed(2)).toBe("q p a b");
    });

    it("is without a deleted one that is pinned", async () => {
      await saveAll({ a: { pinnedAt: 1 } });
      await store.delete("a", 9);
      expect(await listed(9)).toBe("");
    });
  });

  describe("a search", () => {
    /** Writes each hit as `conversation/message`, with `title` for a title. */
    const found = async (query: string, limit = 50) =>
      (await store.search(query, limit)).hits.map(
        ({ conversation, messageId }) => `${conversation.id}/${messageId ?? "title"}`,
      );

    beforeEach(async () => {
      await store.save(sampleConversation({ id: "bees", title: "Why do bees dance?", updatedAt: 10 }), [
        sampleMessage({ id: "b1", conversationId: "bees", text: "Why do bees dance?" }),
        sampleMessage({ id: "b2", conversationId: "bees", createdAt: 2, text: "They talk. Honey tells them where." }),
      ]);
      await store.save(sampleConversation({ id: "cafe", title: "Coffee", updatedAt: 20 }), [
        sampleMessage({ id: "c1", conversationId: "cafe", text: "Where is the CAFÉ, and does it have honey?" }),
      ]);
    });

    it("finds titles and messages, those of the latest conversation first, also where another is pinned", async () => {
      expect(await found("honey")).toEqual(["cafe/c1", "bees/b2"]);
      expect(await found("dance")).toEqual(["bees/title", "bees/b1"]);
      await saveAll({ bees: { title: "Why do bees dance?", updatedAt: 10, pinnedAt: 99 } });
      expect(await found("honey")).toEqual(["cafe/c1", "bees/b2"]);
    });

    it("wants all words in one message, in whatever order", async () => {
      expect(await found("where honey")).toEqual(["cafe/c1", "bees/b2"]);
      expect(await found("honey  talk\nWHERE")).toEqual(["bees/b2"]);
      expect(await found("dance honey")).toEqual([]);
    });

    it("has no regard for case, nor for how an accent is written", async () => {
      expect(await found("café")).toEqual(["cafe/c1"]);
      expect(await found("CAFE\u0301")).toEqual(["cafe/c1"]);
    });

    it("finds what is typed without accents, curly quotes and odd hyphens, and what is typed with them", async () => {
      const texts = ["Don’t: a co‑op in İstanbul", "soft\u00adware ＡＢＣ, naïve", "Straße; ёлка"];
      const messages = texts.map((text, number) =>
        sampleMessage({ id: `t${number}`, conversationId: "typed", createdAt: number, text }),
      );
      await store.save(sampleConversation({ id: "typed", updatedAt: 5 }), messages);
      for (const query of ["don't", "don’t", "co-op", "istanbul", "İSTANBUL"]) {
        expect(await found(query)).toEqual(["typed/t0"]);
      }
      for (const query of ["software", "abc", "naive", "naïve"]) expect(await found(query)).toEqual(["typed/t1"]);
      for (const query of ["strasse", "елка"]) expect(await found(query)).toEqual(["typed/t2"]);
      expect(await found("cafe")).toEqual(["cafe/c1"]);
    });

    it.each(["", " ", "\n"])("finds nothing for %j", async (query) => {
      expect(await found(query)).toEqual([]);
    });

    it("finds nothing that was deleted, and finds it again when it is restored", async () => {
      await store.delete("bees", 30);
      expect(await found("honey")).toEqual(["cafe/c1"]);
      await store.restore("bees");
      expect(await found("honey")).toEqual(["cafe/c1", "bees/b2"]);
    });

    it("finds no deleted message, and gives as many others as it may", async () => {
      const gone = sampleMessage({ id: "c1", conversationId: "cafe", text: "honey", deletedAt: 30 });
      await store.save(sampleConversation({ id: "cafe", updatedAt: 20 }), [gone]);
      expect(await found("honey", 1)).toEqual(["bees/b2"]);
      await store.purge(30);
      expect(await found("honey")).toEqual(["bees/b2"]);
    });

    it("finds nothing that follows what is deleted", async () => {
      const gone = sampleMessage({ id: "b1", conversationId: "bees", createdAt: 1, text: "Why?", deletedAt: 30 });
      const below = sampleMessage({
        id: "b3",
        parentId: "b1",
        conversationId: "bees",
        createdAt: 3,
        text: "A waggle.",
      });
      await store.save(sampleConversation({ id: "bees", title: "Why do bees dance?", updatedAt: 10 }), [gone, below]);
      expect(await found("waggle")).toEqual([]);
      await store.purge(30);
      expect(await found("waggle")).toEqual([]);
    });

    it("finds the text of an answer that the background did not end", async () => {
      const answer = { id: "b4", conversationId: "bees", parentId: "b2", createdAt: 4, state: "streaming" } as const;
      await store.save(sampleConversation({ id: "bees", updatedAt: 10 }), [sampleMessage({ ...answer })]);
      await store.saveMessage(sampleMessage({ ...answer, text: "They waggle" }));
      await store.interruptRunning();
      expect(await found("waggle")).toEqual(["bees/b4"]);
    });

    it("gives no more hits than were asked for, and says that there are more", async () => {
      expect(await found("bees", 1)).toEqual(["bees/title"]);
      expect((await store.search("bees", 1)).more).toBe(true);
      expect((await store.search("bees", 2)).more).toBe(false);
    });

    it("gives three places of one conversation, its title first, so that none hides the others", async () => {
      const many = [1, 2, 3, 4].map((number) =>
        sampleMessage({ id: `m${number}`, conversationId: "long", createdAt: number, text: `Honey ${number}` }),
      );
      await store.save(sampleConversation({ id: "long", updatedAt: 90 }), many);
      await store.save(sampleConversation({ id: "long", title: "All about honey", updatedAt: 90 }), []);
      expect(await found("honey")).toEqual(["long/title", "long/m1", "long/m2", "cafe/c1", "bees/b2"]);
      expect((await store.search("honey", 50)).more).toBe(true);
      expect((await store.search("honey 4", 50)).more).toBe(false);
    });

    it("finds a text as it stands now: what was renamed or has grown by its new words alone", async () => {
      await store.save(sampleConversation({ id: "cafe", title: "Tea", updatedAt: 20 }), []);
      expect([await found("coffee"), await found("tea")]).toEqual([[], ["cafe/title"]]);
      await store.saveMessage(sampleMessage({ id: "b2", conversationId: "bees", createdAt: 2, text: "They sting." }));
      expect([await found("talk"), await found("sting")]).toEqual([[], ["bees/b2"]]);
    });

    it("gives the place around the first word as it is written", async () => {
      const [hit] = (await store.search("HONEY talk", 9)).hits;
      expect(hit?.snippet).toEqual({ before: "They talk. ", match: "Honey", after: " tells them where." });
    });

    it("finds what stands between marks of any kind as it is", async () => {
      await store.save(sampleConversation({ id: "marks", updatedAt: 5 }), [
        sampleMessage({ id: "m", conversationId: "marks", text: "a.*b (c) \\d $& <i> 100%_\u0000zero" }),
      ]);
      for (const query of [".*", "(c)", "\\d", "$&", "<i>", "%_zero"]) expect(await found(query)).toEqual(["marks/m"]);
    });
  });
});
