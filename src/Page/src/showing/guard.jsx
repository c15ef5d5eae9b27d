import { useErrorBoundary } from 'preact/hooks';
import { Tile } from './tile.jsx';

const retryMs = 2000;

/** Draws a panel. One that cannot digest its data must not stop the others: its tile says so, and it is tried again. */
export function Guard({ of: Panel, ...tile }) {
  const [error, retry] = useErrorBoundary((fault) => {
    console.error(tile.title, fault);
    setTimeout(retry, retryMs);
  });
  return error ? <Tile {...tile} wrong={`The answer cannot be shown: ${error.message}`} /> : <Panel {...tile} />;
}
