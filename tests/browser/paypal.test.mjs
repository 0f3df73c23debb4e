// PayPal's own library against the stand-in provider.
import assert from 'node:assert/strict';
import axios from 'axios';
import { ApiError, CheckoutPaymentIntent, Client, Environment, OrdersController, PaymentsController } from '@paypal/paypal-server-sdk';
import { start_inbox, start_sandbox } from './providers.mjs';

// The library knows two addresses by heart: what it sends to one of them goes to the sandbox.
function client_of(base, secret = 'sandbox-secret') {
  const send = axios.getAdapter('http');
  return new Client({
    clientCredentialsAuthCredentials: { oAuthClientId: 'sandbox-client', oAuthClientSecret: secret },
    environment: Environment.Sandbox,
    unstable_httpClientOptions: {
      adapter: (config) => send({ ...config, url: config.url.replace('https://api-m.sandbox.paypal.com', base) }),
    },
  });
}

const asked = {
  intent: CheckoutPaymentIntent.Capture,
  purchaseUnits: [{ customId: 'G1', description: 'Spring Walk', amount: { currencyCode: 'EUR', value: '25.00' } }],
  paymentSource: { paypal: { experienceContext: {
    returnUrl: 'http://localhost:1/g/token', cancelUrl: 'http://localhost:1/g/token' } } },
};

export default [
  {
    name: "paypal's own library orders, captures and refunds against the sandbox",
    async run() {
      const inbox = await start_inbox();
      const sandbox = await start_sandbox('--paypal-hook', inbox.url);
      try {
        const client = client_of(sandbox.base);
        const orders = new OrdersController(client), payments = new PaymentsController(client);
        const { result: order } = await orders.createOrder({ body: asked, paypalRequestId: 'gift-1' });
        assert.equal(order.status, 'PAYER_ACTION_REQUIRED');
        const { result: again } = await orders.createOrder({ body: asked, paypalRequestId: 'gift-1' });
        assert.equal(again.id, order.id);
        await assert.rejects(orders.captureOrder({ id: order.id }), (error) =>
          error instanceof ApiError && error.statusCode === 422 && /ORDER_NOT_APPROVED/.test(error.body));

        const page = order.links.find(({ rel }) => rel === 'payer-action').href;
        const back = await sandbox.tell(new URL(page).pathname, { choice: 'pay' });
        assert.equal(new URL(back.headers.get('location')).searchParams.get('token'), order.id);
        const { result: taken } = await orders.captureOrder({ id: order.id, paypalRequestId: 'capture-1' });
        const [capture] = taken.purchaseUnits[0].payments.captures;
        assert.equal(taken.status, 'COMPLETED');
        assert.equal(capture.sellerReceivableBreakdown.paypalFee.value, '0.60');

        const { result: refund } = await payments.refundCapturedPayment({ captureId: capture.id, body: { amount: { currencyCode: 'EUR', value: '10.00' } } });
        assert.equal(refund.status, 'COMPLETED');
        const { result: read } = await orders.getOrder({ id: order.id });
        assert.equal(read.purchaseUnits[0].payments.captures[0].status, 'PARTIALLY_REFUNDED');
        assert.equal(read.purchaseUnits[0].payments.refunds[0].amount.value, '10.00');
        assert.equal((await payments.getCapturedPayment({ captureId: capture.id })).result.customId, 'G1');

        await inbox.wait_for(3);
        assert.deepEqual(inbox.heard.map(({ body }) => JSON.parse(body).event_type).sort(),
          ['CHECKOUT.ORDER.APPROVED', 'PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.REFUNDED']);
        await assert.rejects(new OrdersController(client_of(sandbox.base, 'other')).getOrder({ id: order.id }));
      } finally {
        await sandbox.stop();
        inbox.stop();
      }
    },
  },
];
