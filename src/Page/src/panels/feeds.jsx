import { moment, secondsSince } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { live } from '../reading/sources.js';
import { age, number, unknown } from '../showing/format.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';

/** Since when a feed's frames do not add up, by its name. */
const unbalanced = new Map();

live.reading.subscribe((reading) => {
  for (const feed of reading?.data.feeds ?? []) {
    if (balanced(feed))
      unbalanced.delete(feed.name);
    else if (!unbalanced.has(feed.name))
      unbalanced.set(feed.name, moment());
  }
});

const columns = [
  { name: 'name', head: 'feed', show: name },
  { name: 'read', head: 'read', num: true, show: (feed) => number(feed.frames_read) },
  { name: 'control', head: '=\u00a0control', label: 'control', num: true, show: (feed) => number(feed.control_frames) },
  { name: 'published', head: '+\u00a0published', label: 'published', num: true, show: (feed) => number(feed.published) },
  { name: 'duplicates', head: '+\u00a0duplicates', label: 'duplicates', num: true, show: (feed) => number(feed.duplicates) },
  {
    name: 'dead', head: '+\u00a0dead letters', label: 'dead letters', num: true, show: (feed) => number(feed.dead_letters),
    mood: (feed) => (feed.dead_letters > 0 ? 'mind' : null),
  },
  { name: 'flight', head: '+\u00a0in flight', label: 'in flight', num: true, show: (feed) => number(feed.in_flight) },
  { name: 'balance', head: 'balance', show: balance, mood: (feed) => (balanced(feed) ? 'good' : 'bad') },
  { name: 'frame', head: 'last frame', num: true, show: (feed) => age(live.reading.value.grown(feed.last_frame_age_seconds)) },
  { name: 'trouble', head: 'gaps / reconnects', num: true, show: (feed) => `${number(feed.gaps)} / ${number(feed.reconnects)}` },
];

/** Every frame read must be accounted for: published, known already, rejected, or still under way. */
export function Feeds(tile) {
  const feeds = live.data?.feeds ?? [];
  return (
    <Tile {...tile} wrong={feeds.map(fault).filter(Boolean).join('; ')}>
      <Table label="Feeds and where their frames went" columns={columns} rows={feeds} keyOf={(feed) => feed.name}
        empty="No feed has reported yet" />
    </Tile>
  );
}

function fault(feed) {
  if (feed.state !== 'live')
    return `${feed.name} is ${feed.state ?? 'in no known state'}`;
  const seconds = unbalanced.has(feed.name) ? secondsSince(unbalanced.get(feed.name)) : 0;
  return seconds > limits.imbalance ? `${feed.name} is out of balance for ${age(seconds)}` : null;
}

function name(feed) {
  return <><strong>{feed.name}</strong> <span data-mood={feed.state === 'live' ? 'good' : 'bad'}>{feed.state ?? unknown}</span></>;
}

function missing(feed) {
  return feed.data_frames - (feed.published + feed.duplicates + feed.dead_letters + feed.in_flight);
}

function balanced(feed) {
  return feed.balanced === true && missing(feed) === 0;
}

function balance(feed) {
  const frames = missing(feed);
  return balanced(feed) ? 'balanced' : frames === 0 || !Number.isFinite(frames) ? 'not yet' : `off by ${number(Math.abs(frames))}`;
}
