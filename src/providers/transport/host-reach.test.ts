import { expect, test } from "vitest";
import { reachOf } from "./host-reach.ts";

test.each([
  ["computer", "localhost 127.0.0.1 127.1 0x7f.1 127.8.9.10 [::1] app.localhost localhost."],
  ["network", "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.2 169.254.1.1 [fd00::1] [fc12::] [fe80::1] [febf::2]"],
  ["network", "nas nas.local box.lan server.home.arpa NAS.Local"],
  ["public", "api.openai.com 11.0.0.1 172.15.0.1 172.32.0.1 192.169.1.1 8.8.8.8 [2001:db8::1] [fec0::1] [fb00::1]"],
  ["public", "10.example.com 192.168.1.2.example localhost.example local.example 127.0.0.1.nip.io nas.lan.example"],
])("%s: %s", (reach, hosts) => {
  for (const host of hosts.split(" ")) expect(reachOf(`http://${host}:8080/v1`), host).toBe(reach);
});
