import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'optional-field-added': {
    severity: 'error',
    text: '{name} may have {path}, which {old} does not know.',
    help: 'Say how {name} becomes {old} again under downcast, or let readers drop fields that they do not know: unknownFields: drop',
  },
});

export const optionalFieldAdded: CompatRule = {
  code: 'compat/optional-field-added',
  purpose: 'Readers that refuse unknown fields refuse the new version, unless it can be written as the old one.',
  mirror: 'compat/optional-field-removed',
  breaks: byRefusal({ code: false }),
  describe: (change) => report('optional-field-added', words(change), change.place),
};
