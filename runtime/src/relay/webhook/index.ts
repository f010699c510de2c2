// The door `@varve/runtime/relay/webhook`: events as signed webhooks, from Node.
export { isPublicAddress } from './public-addresses.js';
export { createWebhookTarget, type WebhookTargetOptions } from './webhook-target.js';
