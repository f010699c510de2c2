import type { TrackedParcelHandlers } from '../generated/ordering/tracked-parcel.js';

/** Which parcel a tracking code stands for. */
export const trackedParcelHandlers = {
  // Carriers use their codes again after some years; the last parcel is the one that is meant.
  ParcelHandedOver: ({ id: { shipmentId }, data: { handedOverAt } }, row) => row.upsert({ shipmentId, handedOverAt }),
} satisfies TrackedParcelHandlers;
