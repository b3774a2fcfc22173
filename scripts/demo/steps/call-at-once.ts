import { expectRight, WrongAnswer } from '../expect-right.ts';
import type { Exchange } from '../frame-tap.ts';
import type { Stage } from '../stage.ts';

interface Question {
  readonly method: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>>;
}

const STOCK = 'demo.stock.v1.StockService';
const PRICES = 'demo.prices.v1.PriceService';
/** As many as a session may have open, nearly. */
const MANY = 1000;
const MAX_SHOWN_CHARACTERS = 44;

/** Counting a bin takes 10 ms, and finds as many pieces as the aisle's number. */
function count(aisle: number, bins: number): Question {
  return { method: `${STOCK}/CountAisle`, message: { aisle, bins }, answer: { aisle, pieces: String(aisle * bins) } };
}

function price(sku: string, minorUnits: string): Question {
  const answer = { sku, price: { currencyCode: 'EUR', minorUnits }, validFor: '3600s' };
  return { method: `${PRICES}/GetPrice`, message: { sku }, answer };
}

const QUESTIONS = [
  count(9, 40),
  count(4, 12),
  price('POT-002', '3990'),
  count(7, 25),
  price('MUG-004', '1550'),
  count(2, 5),
];

export async function callAtOnce({ screen, client, tap }: Stage): Promise<void> {
  screen.step('Many calls at once: answered in any order, matched by seq');
  const [sentBefore, answeredBefore] = [tap.sent.length, tap.answered.length];
  const startedAtMs = performance.now();
  const answers = await Promise.all(QUESTIONS.map(({ method, message }) => client.call(method, message)));
  const tookMs = performance.now() - startedAtMs;

  const sent = tap.sent.slice(sentBefore);
  const answered = tap.answered.slice(answeredBefore);
  screen.table([
    ['', 'seq', 'call', 'answer', 'after'].map((title) => screen.paint('dim', title)),
    ...answered.map((exchange, index) => row(exchange, index, sent, answers)),
  ]);
  expectRight(
    'the answers',
    answers,
    QUESTIONS.map(({ answer }) => answer),
  );
  expectRight('the last answer', answered.at(-1)?.seq, sent[0]?.seq);
  const oneByOneMs = answered.reduce((sum, exchange) => sum + durationMs(exchange), 0);
  if (tookMs >= oneByOneMs) throw new WrongAnswer('The calls did not run side by side.');
  screen.right(`the first call was answered last, and nobody waited for it: ${tookMs.toFixed(0)} ms for all of them`);
  await callMany({ client, screen });
}

function row(exchange: Exchange, index: number, sent: readonly Exchange[], answers: readonly unknown[]): string[] {
  const at = sent.indexOf(exchange);
  const method = exchange.method.slice(exchange.method.lastIndexOf('/') + 1);
  const asked = `${method} ${JSON.stringify(QUESTIONS[at]?.message)}`;
  const ms = `${durationMs(exchange).toFixed(0).padStart(5)} ms`;
  return [`#${index + 1}`, String(exchange.seq), asked, shortened(JSON.stringify(answers[at])), ms];
}

async function callMany({ client, screen }: Pick<Stage, 'client' | 'screen'>): Promise<void> {
  const questions = Array.from({ length: MANY }, (_, index) =>
    index % 2 === 0 ? price('TEA-001', '495') : count((index % 99) + 1, 0),
  );
  const startedAtMs = performance.now();
  const answers = await Promise.all(questions.map(({ method, message }) => client.call(method, message)));
  const tookMs = performance.now() - startedAtMs;
  for (const [index, { method, answer }] of questions.entries()) {
    // What is 0 is left out of canonical JSON.
    const right = 'pieces' in answer ? { aisle: answer['aisle'] } : answer;
    expectRight(`answer ${index} of ${method}`, answers[index], right);
  }
  const many = MANY.toLocaleString('en');
  screen.right(`${many} more at once: every one got its own answer, in ${tookMs.toFixed(0)} ms`);
}

function shortened(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS - 1)}…` : text;
}

function durationMs({ sentAtMs, answeredAtMs }: Exchange): number {
  return answeredAtMs - sentAtMs;
}
