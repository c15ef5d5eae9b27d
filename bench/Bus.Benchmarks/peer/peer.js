// The independent client at the other end of the wire: node peer.js publish|consume <url> <stream> <subject> <count>
// publish: sends lines of standard input round and round, message id = idempotency_key#round, 4096 in flight.
// consume: reads the durable consumer "peer", acknowledges each message, prints each distinct body once.
// PEER_CA, PEER_CERT, PEER_KEY: files for a server that wants TLS; PEER_SEED: the seed of an NKey.
import { connect, nkeyAuthenticator } from "@nats-io/transport-node";
import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { createInterface } from "node:readline";

const [mode, url, stream, subject, countText] = process.argv.slice(2);
const count = Number(countText);
const { PEER_CA, PEER_CERT, PEER_KEY, PEER_SEED } = process.env;
const connection = await connect({
  servers: url,
  ...(PEER_CA ? { tls: { caFile: PEER_CA, certFile: PEER_CERT, keyFile: PEER_KEY } } : {}),
  ...(PEER_SEED ? { authenticator: nkeyAuthenticator(new TextEncoder().encode(PEER_SEED)) } : {}),
});
const seconds = (from) => Number(process.hrtime.bigint() - from) / 1e9;

function report(what, start, processor) {
  const used = process.cpuUsage(processor);
  const elapsed = seconds(start);
  console.error(
    `  ${what.padEnd(44)} ${Math.round(count / elapsed).toLocaleString("en").padStart(10)} /s, ` +
      `${((used.user + used.system) / count).toFixed(2).padStart(8)} us of processor each`,
  );
}

async function publish() {
  const lines = [];
  for await (const line of createInterface({ input: process.stdin })) lines.push(line);
  const keys = lines.map((line) => JSON.parse(line).idempotency_key);
  const js = jetstream(connection);
  const start = process.hrtime.bigint();
  const processor = process.cpuUsage();
  const all = [];
  let inFlight = 0;
  let room = () => {};
  for (let i = 0; i < count; i++) {
    const msgID = i < lines.length ? keys[i] : `${keys[i % lines.length]}#${i}`;
    inFlight++;
    const sent = js.publish(subject, lines[i % lines.length], { msgID, timeout: 30_000 });
    all.push(sent.then(() => {
      inFlight--;
      room();
    }));
    if (inFlight >= 4096) await new Promise((resolve) => (room = resolve));
  }
  await Promise.all(all);
  report("node: publish, acknowledged, 4096 in flight", start, processor);
}

async function consume() {
  const manager = await jetstreamManager(connection);
  await manager.consumers.add(stream, { durable_name: "peer", ack_policy: AckPolicy.Explicit, max_ack_pending: 16384 });
  const consumer = await jetstream(connection).consumers.get(stream, "peer");
  const start = process.hrtime.bigint();
  const processor = process.cpuUsage();
  const bodies = new Set();
  let read = 0;
  for await (const message of await consumer.consume({ max_messages: 2000 })) {
    bodies.add(message.string());
    message.ack();
    if (++read === count) break;
  }
  await connection.flush();
  report("node: consume, each acknowledged", start, processor);
  for (const body of bodies) console.log(body);
}

await (mode === "publish" ? publish() : consume());
await connection.drain();
