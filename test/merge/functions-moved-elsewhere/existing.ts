export { orderUpcasters } from './steps/index.js';
