import { percent } from '../showing/format.js';

/** From 0 to 100 %: the market's spread as a band, the model as a needle. */
export function Gauge({ bid, ask, model }) {
  const mid = (bid + ask) / 2;
  const place = { '--bid': `${bid * 100}%`, '--spread': `${Math.max(ask - bid, 0) * 100}%`, '--model': `${model * 100}%` };
  return (
    <div class="gauge" role="img" aria-label={`Model ${percent(model)}, market ${percent(mid)}`} style={place}>
      {Number.isFinite(mid) && <i class="band" />}
      {Number.isFinite(model) && <i class="needle" />}
    </div>
  );
}
