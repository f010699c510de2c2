// moved to order-next.ts
