import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type ProxyFields, readProxyAddress, toProxyFields } from "../../../settings/proxy-address.ts";
import type { Proxy, UsableProxy } from "../../../settings/proxy.ts";
import type { ProxyPassword } from "../../../settings/proxy-password.ts";
import type { ProxySupport } from "../../../settings/proxy-support.ts";
import { backendAddress } from "../../../backends/address.ts";
import { chosenBackend } from "../../../backends/backends.ts";
import type { Settings } from "../../../settings/settings.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { isNearby } from "../../../settings/site-address.ts";
import type { ProxyCheck } from "./proxy-check.ts";
import { OutcomeNotice, type ProxyOutcome } from "./proxy-outcome.tsx";
import { translate } from "../../../i18n/translate.ts";

/** What this build can do about a proxy. */
export interface ProxyControls {
  support: ProxySupport;
  /** Asks the person for the browser's permission. Must be called inside the click. */
  requestPermission(): Promise<boolean>;
  dropPermission(): Promise<void>;
  check: ProxyCheck;
  /** Stores the proxy, and its password in a store of its own. */
  password: Pick<ProxyPassword, "save" | "remove">;
}

export interface ProxySectionProps {
  settings: Settings;
  update(change: Partial<Settings>): Promise<void>;
  proxy: ProxyControls;
}

/** Shows the proxy through which the chat sites are reached: its address, its switch and a test of it. */
export function ProxySection({ settings, update, proxy }: ProxySectionProps) {
  const fields = useSignal<ProxyFields>(toProxyFields(settings.proxy));
  const outcome = useSignal<ProxyOutcome | undefined>(undefined);
  useFollowing(fields, settings.proxy);
  const { support } = proxy;
  const passwordField = useRef<HTMLInputElement>(null);
  const isStored = settings.proxy?.passwordId !== undefined;
  const testing = outcome.value?.type === "testing";

  /** Reads the fields. Returns undefined if they are no proxy that this browser can use; the outcome then says why. */
  function readFields(): UsableProxy | undefined {
    const read = readProxyAddress(fields.value);
    if (typeof read === "string") {
      outcome.value = { type: "problem", problem: read };
      return undefined;
    }
    if (read.scheme === "socks5" && read.user !== undefined && !support.socksPassword) {
      outcome.value = { type: "verdict", verdict: "socks-password" };
      return undefined;
    }
    return read;
  }

  /** Stores a change, and returns whether that worked. If not, the notice says so and everything stays as it was. */
  async function store(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch {
      outcome.value = { type: "unsaved" };
      return false;
    }
  }

  async function save(change: { proxy: UsableProxy | null; useProxy?: boolean }): Promise<boolean> {
    if (!(await store(() => proxy.password.save(change)))) return false;
    fields.value = toProxyFields(change.proxy);
    outcome.value = { type: "saved" };
    return true;
  }

  async function removePassword(): Promise<void> {
    if (!(await store(proxy.password.remove))) return;
    outcome.value = { type: "removed" };
    // The button that was pressed is gone.
    passwordField.current?.focus();
  }

  async function switchOn(): Promise<void> {
    const read = readFields();
    if (read === undefined) return;
    if (await proxy.requestPermission()) await save({ proxy: read, useProxy: true });
    else outcome.value = { type: "verdict", verdict: "no-permission" };
  }

  async function switchOff(): Promise<void> {
    if (!(await store(() => update({ useProxy: false })))) return;
    outcome.value = undefined;
    await proxy.dropPermission();
  }

  async function saveFields(): Promise<boolean> {
    if (fields.value.address.trim() === "" && !settings.useProxy) return save({ proxy: null });
    const read = readFields();
    return read !== undefined && save({ proxy: read });
  }

  /** Saves what is typed and tries that. */
  async function test(): Promise<void> {
    if (!(await saveFields())) return;
    outcome.value = { type: "testing" };
    outcome.value = { type: "verdict", verdict: await proxy.check() };
  }

  const input = (name: keyof ProxyFields) => ({
    name,
    dir: "ltr" as const,
    autocomplete: "off",
    spellcheck: false,
    value: fields.value[name],
    onInput: (event: { currentTarget: HTMLInputElement }) =>
      void (fields.value = { ...fields.value, [name]: event.currentTarget.value }),
  });

  return (
    <>
      {(support.available || settings.useProxy) && (
        <label class="checkbox">
          <input
            type="checkbox"
            checked={settings.useProxy}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              // The switch shows what holds, which may differ from what the person wants.
              event.currentTarget.checked = settings.useProxy;
              void (on ? switchOn() : switchOff());
            }}
          />
          {translate("useProxy")}
        </label>
      )}
      {!support.available && <p>{translate("proxyMissing")}</p>}
      {support.available && (
        <form
          class="proxy-form"
          onSubmit={(event) => {
            event.preventDefault();
            void saveFields();
          }}
        >
          <label class="wide">
            {translate("proxyAddress")}
            <input {...input("address")} inputMode="url" placeholder="socks5://host:1080" />
          </label>
          <label>
            {translate("proxyUser")}
            <input {...input("user")} />
          </label>
          <label>
            {translate("proxyPassword")}
            <input
              {...input("password")}
              type="password"
              ref={passwordField}
              aria-describedby={isStored ? "stored-password" : undefined}
            />
          </label>
          {isStored && (
            <div class="wide button-row">
              <span id="stored-password">{translate("proxyPasswordStored")}</span>
              <button type="button" class="button" onClick={() => void removePassword()}>
                {translate("removeProxyPassword")}
              </button>
            </div>
          )}
          <div class="wide button-row">
            <button type="submit" class="button">
              {translate("save")}
            </button>
            <button type="button" class="button" disabled={testing || !settings.useProxy} onClick={() => void test()}>
              {translate("testProxy")}
            </button>
          </div>
        </form>
      )}
      {support.available && (
        <p class="note">{translate(support.coversTabs ? "proxyHelpVisits" : "proxyHelpRequests")}</p>
      )}
      <OutcomeNotice outcome={outcome.value} site={siteBehind(settings)} />
    </>
  );
}

/** Fills in what another page saves, unless the person has typed here. */
function useFollowing(fields: Signal<ProxyFields>, proxy: Proxy | null): void {
  const shown = useRef(proxy);
  useEffect(() => {
    const isUntouched = isSame(fields.value, toProxyFields(shown.current));
    shown.current = proxy;
    if (isUntouched) fields.value = toProxyFields(proxy);
  }, [proxy]);
}

function isSame(one: ProxyFields, other: ProxyFields): boolean {
  return one.address === other.address && one.user === other.user && one.password === other.password;
}

/** Returns the site that a test asks for. */
function siteBehind({ backends }: Settings): string {
  const chosen = chosenBackend(backends);
  const address = chosen && backendAddress(chosen);
  return chosen === undefined || address === undefined || isNearby(address) ? DEFAULT_SITE_LABEL : chosen.name;
}
