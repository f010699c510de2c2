import type { Message } from '../message/message.js';
import type { MessageClass } from './message-definition.js';

/** An instance of the message's class with data that was checked already: none of its own code runs. */
export function messageInstance(
  { messageClass, type }: { readonly messageClass: MessageClass; readonly type: string },
  data: unknown,
): Message {
  const instance: unknown = Object.create(messageClass.prototype);
  return Object.assign(Object(instance), { type, data }) as Message;
}
