// The door `@varve/runtime/together`: several commands in one commit.
export { together, type TogetherOptions, type TogetherStore } from './together.js';
