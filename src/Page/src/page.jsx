import { ActionDialog } from './panels/action-dialog.jsx';
import { AuditTrail } from './panels/audit-trail.jsx';
import { DeadLetters } from './panels/dead-letters.jsx';
import { Decisions } from './panels/decisions.jsx';
import { Executions } from './panels/executions.jsx';
import { Explanation } from './panels/explanation.jsx';
import { Exposure } from './panels/exposure.jsx';
import { Feeds } from './panels/feeds.jsx';
import { Gate } from './panels/gate.jsx';
import { Grains } from './panels/grains.jsx';
import { History } from './panels/history.jsx';
import { MarketDetail } from './panels/market-detail.jsx';
import { Markets } from './panels/markets.jsx';
import { Masthead } from './panels/masthead.jsx';
import { Positions } from './panels/positions.jsx';
import { Spot } from './panels/spot.jsx';
import { Books, Bus, Edges, Profit, Sigma, Takes, Writer } from './panels/vitals.jsx';
import { Announcer } from './showing/announcer.jsx';
import { Guard } from './showing/guard.jsx';

export function Page() {
  return (
    <>
      <Masthead />
      <Announcer />
      <main>
        <Guard of={Gate} id="gate" title="Trading gate" />
        <Guard of={Spot} id="spot" title="Spot" />
        <Guard of={Feeds} id="feeds" title="Feeds" />
        <div class="vitals">
          <Guard of={Sigma} id="sigma" title="Sigma" />
          <Guard of={Edges} id="edges" title="Edges" />
          <Guard of={Books} id="books" title="Live books" />
          <Guard of={Takes} id="takes" title="Takes" />
          <Guard of={Profit} id="profit" title="Realised P&L" />
          <Guard of={Writer} id="writer" title="Writer" />
          <Guard of={Bus} id="bus" title="Bus, published" />
        </div>
        <Guard of={Markets} id="markets" title="Markets" />
        <Guard of={MarketDetail} id="detail" title="Market" />
        <Guard of={History} id="history" title="Last half hour" />
        <Guard of={Decisions} id="decisions" title="Decisions" />
        <Guard of={Positions} id="positions" title="Positions and P&L" />
        <Guard of={Exposure} id="exposure" title="Exposure against limits" />
        <Guard of={Executions} id="executions" title="Orders and fills" />
        <Guard of={DeadLetters} id="dead-letters" title="Dead letters" />
        <Guard of={Grains} id="grains" title="Grain activity" />
        <Guard of={AuditTrail} id="audit" title="Audit trail" />
      </main>
      <Explanation />
      <ActionDialog />
    </>
  );
}
