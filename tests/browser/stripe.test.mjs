// Stripe's own library against the stand-in provider: what it can do there, and what it makes of it.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
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
  {
    name: "stripe's own library begins, follows, stops and ends a subscription of the sandbox",
    run: () => with_sandbox(async ({ stripe, sandbox, inbox }) => {
      const monthly = {
        mode: 'subscription',
        client_reference_id: 'G1',
        line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 1000, product_data: { name: 'Spring Walk' }, recurring: { interval: 'month' } } }],
        payment_method_types: ['card'],
        metadata: { gift: 'G1', series: '17' },
        subscription_data: { metadata: { series: '17' } },
        success_url: 'http://localhost:1/g/token',
        cancel_url: 'http://localhost:1/g/token',
      };
      assert.equal((await refusal(stripe.checkout.sessions.create({ ...asked('G1'), mode: 'subscription' }))).type, 'StripeInvalidRequestError');
      assert.equal((await refusal(stripe.checkout.sessions.create({ ...monthly, mode: 'payment' }))).type, 'StripeInvalidRequestError');
      const session = await stripe.checkout.sessions.create(monthly);
      assert.equal(session.mode, 'subscription');
      assert.equal(session.subscription, null);
      await sandbox.tell(new URL(session.url).pathname, { choice: 'pay' });

      const paid = await stripe.checkout.sessions.retrieve(session.id);
      assert.equal(paid.payment_status, 'paid');
      assert.equal(paid.payment_intent, null);
      const subscription = await stripe.subscriptions.retrieve(paid.subscription);
      assert.equal(subscription.object, 'subscription');
      assert.equal(subscription.status, 'active');
      assert.equal(subscription.metadata.series, '17');
      assert.equal(subscription.items.data[0].price.unit_amount, 1000);
      assert.equal(subscription.items.data[0].price.recurring.interval, 'month');
      assert.ok(subscription.items.data[0].current_period_end > subscription.created + 27 * 86400);

      await sandbox.tell(`/sandbox/subscriptions/${subscription.id}/month`);
      await sandbox.tell(`/sandbox/subscriptions/${subscription.id}/fail`);
      await sandbox.tell(`/sandbox/subscriptions/${subscription.id}/month`);
      assert.equal((await stripe.subscriptions.retrieve(subscription.id)).status, 'past_due');
      const { data: invoices } = await stripe.invoices.list({ subscription: subscription.id, limit: 10 });
      assert.deepEqual(invoices.map(({ status }) => status), ['open', 'paid', 'paid']);
      assert.deepEqual(invoices.map(({ billing_reason: why }) => why), ['subscription_cycle', 'subscription_cycle', 'subscription_create']);
      assert.equal(invoices[0].attempt_count, 1);
      assert.ok(invoices[0].next_payment_attempt > invoices[0].created);
      assert.equal(invoices[0].parent.subscription_details.subscription, subscription.id);
      assert.equal(invoices[0].parent.subscription_details.metadata.series, '17');
      assert.equal((await stripe.invoices.retrieve(invoices[2].id)).amount_paid, 1000);

      // An invoice and its payment know each other by a list alone.
      const { data: [line] } = await stripe.invoicePayments.list({ invoice: invoices[1].id });
      assert.equal(line.status, 'paid');
      const intent = await stripe.paymentIntents.retrieve(line.payment.payment_intent, { expand: ['latest_charge.balance_transaction'] });
      assert.equal(intent.latest_charge.balance_transaction.fee, 39);
      const { data: [back] } = await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent.id } });
      assert.equal(back.invoice, invoices[1].id);

      await sandbox.tell(`/sandbox/subscriptions/${subscription.id}/mend`);
      await sandbox.tell(`/sandbox/subscriptions/${subscription.id}/retry`);
      assert.equal((await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })).cancel_at_period_end, true);
      assert.equal((await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false })).status, 'active');
      const gone = await stripe.subscriptions.cancel(subscription.id);
      assert.equal(gone.status, 'canceled');
      assert.ok(gone.ended_at > 0);

      await inbox.wait_for(20);
      const types = inbox.heard.map(({ headers, body }) =>
        stripe.webhooks.constructEvent(body, headers['stripe-signature'], secret).type);
      const count = (type) => types.filter((one) => one === type).length;
      assert.equal(count('invoice.paid'), 3);
      assert.equal(count('invoice.payment_failed'), 1);
      assert.equal(count('checkout.session.completed'), 1);
      assert.equal(count('customer.subscription.deleted'), 1);
      assert.equal(count('payment_intent.succeeded'), 3);
    }),
  },
  {
    name: "a message that stripe's own library signed is taken, once, and only with our key",
    async run({ visitor, base }) {
      const ours = `whsec_of_the_test_${Date.now()}`;
      const organiser = await visitor();
      await organiser.sign_in('organiser');
      const { page } = organiser;
      await organiser.visit('/desk/organisation/cards');
      await page.locator('section', { hasText: 'Stripe' }).locator('summary').first().click();
      await page.fill('#stripe-webhook', ours);
      await Promise.all([page.waitForNavigation(), page.locator('form', { has: page.locator('#stripe-webhook') }).locator('button').click()]);

      // A donor pays, and the stand-in tells nobody: what we hear is what the library signs.
      const begun = await fetch(`${base}/c/spring-walk/gifts`, {
        method: 'POST', redirect: 'manual', headers: { Origin: base },
        body: new URLSearchParams({ amount: '21', method: 'card', again: 'yes', form_key: `signed-${Date.now()}` }),
      });
      const pay = new URL(begun.headers.get('location'));
      const id = pay.pathname.split('/').pop();
      const told = async (switches) => fetch(`${pay.origin}/sandbox/switches`, { method: 'POST', body: new URLSearchParams(switches) });
      await told({ drop: '100' });
      try {
        await fetch(`${pay.origin}/sandbox/sales/${id}/pay`, { method: 'POST', body: '' });
        const raised = async () => (await (await fetch(`${base}/api/v1/campaigns/spring-walk`)).text());
        const before = await raised();
        const payload = JSON.stringify({ id: `evt_${Date.now()}`, object: 'event', type: 'checkout.session.completed',
          data: { object: { id, object: 'checkout.session', metadata: {} } } });
        const send = (secret, timestamp) => fetch(`${base}/hooks/stripe`, {
          method: 'POST', body: payload,
          headers: { 'Content-Type': 'application/json',
            'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) },
        });
        const present = Math.floor(Date.now() / 1000);
        assert.equal((await send('whsec_other', present)).status, 400);
        assert.equal((await send(ours, present - 301)).status, 400);
        assert.equal(await raised(), before);
        assert.equal((await send(ours, present)).status, 200);
        assert.equal((await send(ours, present)).status, 200);
        for (let i = 0; i < 40 && await raised() === before; ++i) await pause(250);
        assert.notEqual(await raised(), before, 'the gift was booked');
      } finally {
        await told({ drop: '0' });
      }
    },
  },
];
