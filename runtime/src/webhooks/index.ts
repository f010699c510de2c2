// The door `@varve/runtime/webhooks`: for receivers, wherever they run.
export { WebhookRefusedError } from '../errors/delivery-errors.js';
export { type VerifiedWebhook, verifyWebhook, type VerifyWebhookOptions } from './verify-webhook.js';
