import { attempt } from '../check.ts';
import { filesOfPage } from '../page-data.ts';
import { ownDigest } from './own-digest.ts';
import { startPage } from './page.ts';
import { viewOf } from './state.ts';

const data = document.getElementById('package');
const root = document.getElementById('page');
if (data === null || root === null) throw new Error('this page is not whole');
const own = ownDigest(data);
const inline = attempt('核验.html', () => filesOfPage(data.textContent ?? ''));
const files = inline.ok ? inline.value : null;
startPage(root, {
  own,
  inline: files === null ? null : viewOf(files),
  fault: inline.ok ? null : inline.because,
});
