import 'uplot/dist/uPlot.min.css';
import './style/shell.css';
import './style/panels.css';
import './style/market.css';
import './style/history.css';
import { render } from 'preact';
import { Page } from './page.jsx';
import { startReading } from './reading/start.js';

startReading();
render(<Page />, document.getElementById('page'));
