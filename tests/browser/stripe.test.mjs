// Stripe's own library against the stand-in provider: what it can do there, and what it makes of it.
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { start_inbox, start_sandbox } from './providers.mjs';

const secret = 'whsec_of_the_test';
const asked = (gift) => ({
  mode: 'payment',
  submit_type: 'donate',
  client_reference_id: gift,
  line_items: [
    { quantity: 1, price_data: { currency: 'eur', unit_amount: 2500, product_data: { name: 'Spring Walk' } } },
    { quantity: 1, price_data: { currency: 'eur', unit_amount: 61, product_data: { name: 'The fee of the payment' } } },
  ],
  metadata: { gift },
  payment_intent_data: { metadata: { gift } },
  success_url: 'http://localhost:1/g/token?cs={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:1/g/token',
});

async function with_sandbox(test, ...words) {
  const inbox = await start_inbox();
  const sandbox = await start_sandbox('--hook', inbox.url, '--hook-secret', secret, ...words);
  const stripe = new Stripe('sk_test_sandbox', { host: '127.0.0.1', port: sandbox.port, protocol: 'http', maxNetworkRetries: 0 });
  try {
    await test({ stripe, sandbox, inbox });
  } finally {
    await sandbox.stop();
    inbox.stop();
  }
}

async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}

export default [
  {
    name: "stripe's own library creates, reads, refunds and verifies against the sandbox",
    run: () => with_sandbox(async ({ stripe, sandbox, inbox }) => {
      const session = await stripe.checkout.sessions.create(asked('G1'), { idempotencyKey: 'gift-1' });
      assert.equal(session.object, 'checkout.session');
      assert.equal(session.amount_total, 2561);
      assert.equal(session.payment_status, 'unpaid');
      const again = await stripe.checkout.sessions.create(asked('G1'), { idempotencyKey: 'gift-1' });
      assert.equal(again.id, session.id);

      const page = new URL(session.url).pathname;
      const back = await sandbox.tell(page, { choice: 'pay' });
      assert.equal(back.headers.get('location'), `http://localhost:1/g/token?cs=${session.id}`);
      const paid = await stripe.checkout.sessions.retrieve(session.id,
        { expand: ['payment_intent.latest_charge.balance_transaction'] });
      const { latest_charge: charge } = paid.payment_intent;
      assert.equal(paid.payment_status, 'paid');
      assert.equal(charge.amount_captured, 2561);
      assert.equal(charge.balance_transaction.fee, 61);
      assert.equal(charge.metadata.gift, 'G1');

      const refund = await stripe.refunds.create({ payment_intent: paid.payment_intent.id, amount: 1000, reason: 'requested_by_customer' });
      assert.equal(refund.status, 'succeeded');
      await stripe.refunds.create({ charge: charge.id });
      assert.equal((await stripe.charges.retrieve(charge.id)).refunded, true);
      assert.equal((await stripe.paymentIntents.retrieve(paid.payment_intent.id)).amount_received, 2561);
      assert.equal((await stripe.balance.retrieve()).object, 'balance');

      await inbox.wait_for(5);
      const events = inbox.heard.map(({ headers, body }) =>
        stripe.webhooks.constructEvent(body, headers['stripe-signature'], secret));
      assert.deepEqual(events.map(({ type }) => type).sort(),
        ['charge.refunded', 'charge.refunded', 'charge.succeeded', 'checkout.session.completed', 'payment_intent.succeeded']);
      const completed = events.find(({ type }) => type === 'checkout.session.completed');
      assert.equal(completed.data.object.id, session.id);
      assert.equal((await stripe.events.retrieve(completed.id)).type, completed.type);
      for (const { headers, body } of inbox.heard) {
        assert.throws(() => stripe.webhooks.constructEvent(body, headers['stripe-signature'], 'whsec_other'));
        assert.throws(() => stripe.webhooks.constructEvent(body + ' ', headers['stripe-signature'], secret));
      }
    }),
  },
  {
    name: "stripe's own library knows each refusal of the sandbox by its class",
    run: () => with_sandbox(async ({ stripe, sandbox }) => {
      const { errors } = Stripe;
      const stranger = new Stripe('sk_test_other', { host: '127.0.0.1', port: sandbox.port, protocol: 'http' });
      const unknown = await refusal(stripe.checkout.sessions.retrieve('cs_test_none'));
      assert.ok(unknown instanceof errors.StripeInvalidRequestError);
      assert.equal(unknown.code, 'resource_missing');
      assert.equal(unknown.statusCode, 404);
      const key = await refusal(stranger.balance.retrieve());
      assert.ok(key instanceof errors.StripeAuthenticationError);

      await stripe.checkout.sessions.create(asked('G1'), { idempotencyKey: 'one' });
      const other = await refusal(stripe.checkout.sessions.create(asked('G2'), { idempotencyKey: 'one' }));
      assert.ok(other instanceof errors.StripeIdempotencyError);

      const card = await refusal(stripe.paymentIntents.create(
        { amount: 2500, currency: 'eur', confirm: true, payment_method: 'pm_card_chargeDeclined' }));
      assert.ok(card instanceof errors.StripeCardError);
      assert.equal(card.decline_code, 'generic_decline');

      const missing = await refusal(stripe.checkout.sessions.create({ mode: 'payment' }));
      assert.ok(missing instanceof errors.StripeInvalidRequestError);
      assert.equal(missing.code, 'parameter_missing');

      await sandbox.tell('/sandbox/switches', { errors: '100' });
      assert.ok(await refusal(stripe.balance.retrieve()) instanceof errors.StripeAPIError);
    }),
  },
  {
    name: "stripe's own library repeats what got lost, and nothing is made twice",
    run: () => with_sandbox(async ({ sandbox }) => {
      const stripe = new Stripe('sk_test_sandbox', { host: '127.0.0.1', port: sandbox.port, protocol: 'http', maxNetworkRetries: 8 });
      await sandbox.tell('/sandbox/switches', { lost: '50' });
      const sessions = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((gift) => stripe.checkout.sessions.create(asked(gift))));
      const { sales } = await sandbox.state();
      assert.deepEqual(sales.map(({ id }) => id).sort(), sessions.map(({ id }) => id).sort());
    }),
  },
];
