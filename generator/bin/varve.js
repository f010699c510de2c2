#!/usr/bin/env node
// Stands beside the built code, so that npm can link the command before there is any.
import '../dist/bin.js';
